package dev.orderflow.events.contract.order;

import static dev.orderflow.events.contract.Checks.checkAmount;
import static dev.orderflow.events.contract.Checks.checkCurrency;
import static dev.orderflow.events.contract.Checks.checkPositive;
import static dev.orderflow.events.contract.Checks.checkText;

import dev.orderflow.events.EventType;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** A customer placed an order; prices are those of that moment. */
@EventType("order-created")
public record OrderCreated(
        UUID orderId, String userId, List<Line> items, BigDecimal total, String currency)
        implements OrderEvent {

    public OrderCreated {
        checkText(userId, "userId");
        items = List.copyOf(items);
        checkPositive(items.size(), "the number of items");
        checkAmount(total, "total");
        checkCurrency(currency);
    }

    /** So many of one product. */
    public record Line(long productId, String name, int quantity, BigDecimal unitPrice) {

        public Line {
            checkPositive(productId, "productId");
            checkText(name, "name");
            checkPositive(quantity, "quantity");
            checkAmount(unitPrice, "unitPrice");
        }
    }
}
