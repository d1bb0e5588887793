@NullMarked
package com.example.messages.adapter.out.persistence;

import org.jspecify.annotations.NullMarked;
