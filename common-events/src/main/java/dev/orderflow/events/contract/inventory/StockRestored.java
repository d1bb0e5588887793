package dev.orderflow.events.contract.inventory;

import static dev.orderflow.events.contract.Checks.checkPositive;

import dev.orderflow.events.EventType;
import java.util.List;
import java.util.UUID;

/**
 * The answer to {@code order-cancelled}: nothing is held for the order any more.
 *
 * @param items what went back to stock; empty where nothing was held
 */
@EventType("stock-restored")
public record StockRestored(UUID orderId, List<Item> items) implements InventoryEvent {

    public StockRestored {
        items = List.copyOf(items);
    }

    @Override
    public String aggregateId() {
        return orderId.toString();
    }

    /** So many of one product. */
    public record Item(long productId, int quantity) {

        public Item {
            checkPositive(productId, "productId");
            checkPositive(quantity, "quantity");
        }
    }
}
