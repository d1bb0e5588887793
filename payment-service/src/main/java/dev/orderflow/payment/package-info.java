@NullMarked
package dev.orderflow.payment;

import org.jspecify.annotations.NullMarked;
