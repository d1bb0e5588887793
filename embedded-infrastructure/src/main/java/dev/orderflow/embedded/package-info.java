/** A real Kafka broker and a real MySQL-compatible database, for tests and for the local stack. */
@NullMarked
package dev.orderflow.embedded;

import org.jspecify.annotations.NullMarked;
