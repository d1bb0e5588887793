@NullMarked
package dev.orderflow.inventory.application.port.in;

import org.jspecify.annotations.NullMarked;
