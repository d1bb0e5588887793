@NullMarked
package dev.orderflow.order.application.port.in;

import org.jspecify.annotations.NullMarked;
