@NullMarked
package com.example.messages.application.port.in;

import org.jspecify.annotations.NullMarked;
