@NullMarked
package dev.orderflow.events.contract.inventory;

import org.jspecify.annotations.NullMarked;
