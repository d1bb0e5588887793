@NullMarked
package dev.orderflow.order.adapter.out.timeline;

import org.jspecify.annotations.NullMarked;
