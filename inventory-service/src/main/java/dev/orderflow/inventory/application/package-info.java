@NullMarked
package dev.orderflow.inventory.application;

import org.jspecify.annotations.NullMarked;
