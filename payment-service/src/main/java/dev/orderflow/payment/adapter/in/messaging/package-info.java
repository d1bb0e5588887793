@NullMarked
package dev.orderflow.payment.adapter.in.messaging;

import org.jspecify.annotations.NullMarked;
