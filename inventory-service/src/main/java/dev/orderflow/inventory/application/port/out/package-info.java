@NullMarked
package dev.orderflow.inventory.application.port.out;

import org.jspecify.annotations.NullMarked;
