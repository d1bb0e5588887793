/**
 * Events as they are between services: their bytes ({@link EventCodec}), headers, topics and
 * traces. Shared by those who publish, consume and review, and by the tools for tests.
 */
@NullMarked
package dev.orderflow.events.wire;

import org.jspecify.annotations.NullMarked;
