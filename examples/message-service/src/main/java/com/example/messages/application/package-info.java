@NullMarked
package com.example.messages.application;

import org.jspecify.annotations.NullMarked;
