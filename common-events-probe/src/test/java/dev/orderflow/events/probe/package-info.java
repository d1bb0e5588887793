/** A service as small as one can be, to watch common-events with. */
@NullMarked
package dev.orderflow.events.probe;

import org.jspecify.annotations.NullMarked;
