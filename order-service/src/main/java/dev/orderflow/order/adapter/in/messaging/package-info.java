@NullMarked
package dev.orderflow.order.adapter.in.messaging;

import org.jspecify.annotations.NullMarked;
