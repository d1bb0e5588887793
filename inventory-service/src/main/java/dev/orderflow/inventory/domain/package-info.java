@NullMarked
package dev.orderflow.inventory.domain;

import org.jspecify.annotations.NullMarked;
