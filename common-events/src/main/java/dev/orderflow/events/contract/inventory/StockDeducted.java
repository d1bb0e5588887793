package dev.orderflow.events.contract.inventory;

import dev.orderflow.events.EventType;
import java.util.UUID;

/** The order is paid, and what was reserved for it is sold. */
@EventType("stock-deducted")
public record StockDeducted(UUID orderId) implements InventoryEvent {

    @Override
    public String aggregateId() {
        return orderId.toString();
    }
}
