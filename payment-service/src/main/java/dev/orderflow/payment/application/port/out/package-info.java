@NullMarked
package dev.orderflow.payment.application.port.out;

import org.jspecify.annotations.NullMarked;
