@NullMarked
package dev.orderflow.order.adapter.out.persistence;

import org.jspecify.annotations.NullMarked;
