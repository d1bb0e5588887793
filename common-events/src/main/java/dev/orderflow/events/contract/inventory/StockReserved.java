package dev.orderflow.events.contract.inventory;

import dev.orderflow.events.EventType;
import java.util.UUID;

/** All lines of the order are reserved. */
@EventType("stock-reserved")
public record StockReserved(UUID orderId) implements InventoryEvent {

    @Override
    public String aggregateId() {
        return orderId.toString();
    }
}
