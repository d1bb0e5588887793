/** Kafka, looked at with the admin client and a consumer in no group. */
@NullMarked
package dev.orderflow.console.broker;

import org.jspecify.annotations.NullMarked;
