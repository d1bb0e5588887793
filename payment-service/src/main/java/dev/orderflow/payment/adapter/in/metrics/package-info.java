@NullMarked
package dev.orderflow.payment.adapter.in.metrics;

import org.jspecify.annotations.NullMarked;
