/** What a payment is and when money moves; plain Java. */
@NullMarked
package dev.orderflow.payment.domain;

import org.jspecify.annotations.NullMarked;
