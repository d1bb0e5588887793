package dev.orderflow.events.contract.inventory;

import static dev.orderflow.events.contract.Checks.checkNotNegative;
import static dev.orderflow.events.contract.Checks.checkPositive;

import dev.orderflow.events.EventType;
import java.util.List;
import java.util.UUID;

/** Nothing is reserved for the order, because these products are short. */
@EventType("insufficient-stock")
public record InsufficientStock(UUID orderId, List<Shortage> shortages) implements InventoryEvent {

    public InsufficientStock {
        shortages = List.copyOf(shortages);
        checkPositive(shortages.size(), "the number of shortages");
    }

    @Override
    public String aggregateId() {
        return orderId.toString();
    }

    /** So many were wanted, so many were there. */
    public record Shortage(long productId, int requested, long available) {

        public Shortage {
            checkPositive(productId, "productId");
            checkPositive(requested, "requested");
            checkNotNegative(available, "available");
        }
    }
}
