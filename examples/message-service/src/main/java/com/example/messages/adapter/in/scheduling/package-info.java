@NullMarked
package com.example.messages.adapter.in.scheduling;

import org.jspecify.annotations.NullMarked;
