@NullMarked
package dev.orderflow.events.contract.payment;

import org.jspecify.annotations.NullMarked;
