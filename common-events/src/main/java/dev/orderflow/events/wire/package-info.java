@NullMarked
package dev.orderflow.events.wire;

import org.jspecify.annotations.NullMarked;
