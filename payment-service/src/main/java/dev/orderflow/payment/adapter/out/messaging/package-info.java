@NullMarked
package dev.orderflow.payment.adapter.out.messaging;

import org.jspecify.annotations.NullMarked;
