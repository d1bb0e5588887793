@NullMarked
package dev.orderflow.order.adapter.out.messaging;

import org.jspecify.annotations.NullMarked;
