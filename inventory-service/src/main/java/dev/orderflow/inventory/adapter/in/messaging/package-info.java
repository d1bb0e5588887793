@NullMarked
package dev.orderflow.inventory.adapter.in.messaging;

import org.jspecify.annotations.NullMarked;
