@NullMarked
package com.example.messages.application.port.out;

import org.jspecify.annotations.NullMarked;
