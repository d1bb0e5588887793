@NullMarked
package com.example.messages.domain;

import org.jspecify.annotations.NullMarked;
