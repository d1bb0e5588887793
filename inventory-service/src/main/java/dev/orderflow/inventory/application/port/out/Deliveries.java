package dev.orderflow.inventory.application.port.out;

import dev.orderflow.inventory.domain.Line;

/** What was ever delivered to the store: the evidence for the pieces it has received. */
public interface Deliveries {

    /** Writes it down in the current transaction, that of the stock it adds to. */
    void add(Line delivery);
}
