@NullMarked
package dev.orderflow.events;

import org.jspecify.annotations.NullMarked;
