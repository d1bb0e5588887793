@NullMarked
package com.example.messages.adapter.out.messaging;

import org.jspecify.annotations.NullMarked;
