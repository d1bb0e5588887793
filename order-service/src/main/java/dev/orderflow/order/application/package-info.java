@NullMarked
package dev.orderflow.order.application;

import org.jspecify.annotations.NullMarked;
