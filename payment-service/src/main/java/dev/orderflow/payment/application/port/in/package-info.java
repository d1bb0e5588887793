@NullMarked
package dev.orderflow.payment.application.port.in;

import org.jspecify.annotations.NullMarked;
