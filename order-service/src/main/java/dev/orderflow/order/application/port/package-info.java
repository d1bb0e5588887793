@NullMarked
package dev.orderflow.order.application.port;

import org.jspecify.annotations.NullMarked;
