@NullMarked
package dev.orderflow.events.consumer;

import org.jspecify.annotations.NullMarked;
