@NullMarked
package dev.orderflow.inventory.adapter.out.messaging;

import org.jspecify.annotations.NullMarked;
