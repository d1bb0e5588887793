@NullMarked
package dev.orderflow.payment.application;

import org.jspecify.annotations.NullMarked;
