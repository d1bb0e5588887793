/** The system in a browser. */
@NullMarked
package dev.orderflow.console;

import org.jspecify.annotations.NullMarked;
