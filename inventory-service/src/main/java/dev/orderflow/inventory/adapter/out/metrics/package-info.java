@NullMarked
package dev.orderflow.inventory.adapter.out.metrics;

import org.jspecify.annotations.NullMarked;
