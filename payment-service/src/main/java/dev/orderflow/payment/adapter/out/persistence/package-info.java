@NullMarked
package dev.orderflow.payment.adapter.out.persistence;

import org.jspecify.annotations.NullMarked;
