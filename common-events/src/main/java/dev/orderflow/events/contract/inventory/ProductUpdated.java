package dev.orderflow.events.contract.inventory;

import static dev.orderflow.events.contract.Checks.checkAmount;
import static dev.orderflow.events.contract.Checks.checkCurrency;
import static dev.orderflow.events.contract.Checks.checkPositive;
import static dev.orderflow.events.contract.Checks.checkText;

import dev.orderflow.events.EventType;
import java.math.BigDecimal;

/**
 * A product as it is now.
 *
 * @param active whether it can be ordered
 * @param revision grows with every change, so that a reader keeps the newest however the events
 *     arrive
 */
@EventType("product-updated")
public record ProductUpdated(
        long productId,
        String name,
        BigDecimal price,
        String currency,
        boolean active,
        long revision)
        implements InventoryEvent {

    public ProductUpdated {
        checkPositive(productId, "productId");
        checkText(name, "name");
        checkAmount(price, "price");
        checkCurrency(currency);
        checkPositive(revision, "revision");
    }

    @Override
    public String aggregateId() {
        return Long.toString(productId);
    }
}
