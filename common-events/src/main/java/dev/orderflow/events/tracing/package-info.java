/** Traces of events, and their names in the log. */
@NullMarked
package dev.orderflow.events.tracing;

import org.jspecify.annotations.NullMarked;
