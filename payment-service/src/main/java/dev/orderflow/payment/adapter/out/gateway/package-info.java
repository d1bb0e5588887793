@NullMarked
package dev.orderflow.payment.adapter.out.gateway;

import org.jspecify.annotations.NullMarked;
