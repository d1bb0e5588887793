/** The commands of {@code ./orderflow}. */
@NullMarked
package dev.orderflow.cli;

import org.jspecify.annotations.NullMarked;
