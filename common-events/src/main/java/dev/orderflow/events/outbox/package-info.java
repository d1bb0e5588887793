@NullMarked
package dev.orderflow.events.outbox;

import org.jspecify.annotations.NullMarked;
