@NullMarked
package dev.orderflow.inventory.adapter.out.persistence;

import org.jspecify.annotations.NullMarked;
