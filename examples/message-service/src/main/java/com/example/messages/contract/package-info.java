/** The published events. */
@NullMarked
package com.example.messages.contract;

import org.jspecify.annotations.NullMarked;
