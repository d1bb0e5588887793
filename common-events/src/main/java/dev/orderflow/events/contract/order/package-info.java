@NullMarked
package dev.orderflow.events.contract.order;

import org.jspecify.annotations.NullMarked;
