/**
 * Dead letters for people: what this service could not handle lies in a table, grouped by cause,
 * and can be looked at, sent again, mended or discarded.
 */
@NullMarked
package dev.orderflow.events.deadletter;

import org.jspecify.annotations.NullMarked;
