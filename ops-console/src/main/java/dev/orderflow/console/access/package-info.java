/** Who may see what, and what a browser is told to allow. */
@NullMarked
package dev.orderflow.console.access;

import org.jspecify.annotations.NullMarked;
