/** Something to break, for people who want to see it mended. */
@NullMarked
package dev.orderflow.console.mishap;

import org.jspecify.annotations.NullMarked;
