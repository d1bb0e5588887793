package dev.orderflow.order.application.port.in;

import dev.orderflow.order.application.port.OrderView;
import dev.orderflow.order.domain.PaymentChoice;
import java.util.Collection;
import java.util.List;

public interface PlaceOrderUseCase {

    /**
     * Takes the order at today's prices.
     *
     * @throws dev.orderflow.order.application.ProductNotOrderableException when a product is
     *     unknown or not sold (any more)
     * @throws dev.orderflow.order.domain.MixedCurrenciesException when the products' currencies
     *     differ
     * @throws dev.orderflow.order.domain.AmountTooLargeException when the total is beyond all
     *     reason
     */
    OrderView place(PlaceOrder command);

    /** These are about to be placed in this transaction: what they need is loaded at once. */
    void expect(Collection<PlaceOrder> commands);

    record PlaceOrder(String userId, List<Item> items, PaymentChoice payment) {}

    record Item(long productId, int quantity) {}
}
