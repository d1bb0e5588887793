@NullMarked
package dev.orderflow.payment.adapter.in.worker;

import org.jspecify.annotations.NullMarked;
