/** A service about messages: the sample of docs/using-common-events.md that has grown up. */
@NullMarked
package com.example.messages;

import org.jspecify.annotations.NullMarked;
