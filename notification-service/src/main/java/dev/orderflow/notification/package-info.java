/** Tells the customers what happened to their orders, and counts orders by day. */
@NullMarked
package dev.orderflow.notification;

import org.jspecify.annotations.NullMarked;
