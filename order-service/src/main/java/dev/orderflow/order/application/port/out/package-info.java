@NullMarked
package dev.orderflow.order.application.port.out;

import org.jspecify.annotations.NullMarked;
