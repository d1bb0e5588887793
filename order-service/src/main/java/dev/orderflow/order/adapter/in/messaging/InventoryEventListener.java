package dev.orderflow.order.adapter.in.messaging;

import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.Subscriptions;
import dev.orderflow.events.contract.inventory.InsufficientStock;
import dev.orderflow.events.contract.inventory.ProductUpdated;
import dev.orderflow.events.contract.inventory.StockDeducted;
import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.contract.inventory.StockRestored;
import dev.orderflow.order.application.port.in.AdvanceOrderUseCase;
import dev.orderflow.order.application.port.in.UpdateProductUseCase;
import dev.orderflow.order.domain.Money;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.order.domain.Product;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

@Component
@RequiredArgsConstructor
class InventoryEventListener implements EventSubscriber {

    private final AdvanceOrderUseCase orders;
    private final UpdateProductUseCase products;

    @Override
    public void subscribe(Subscriptions to) {
        to.on(ProductUpdated.class, (event, _) -> products.update(product(event)));
        to.on(
                StockReserved.class,
                (event, _) -> orders.stockReserved(new OrderId(event.orderId())),
                expect(StockReserved::orderId));
        to.on(
                InsufficientStock.class,
                (event, _) -> orders.stockRejected(new OrderId(event.orderId())),
                expect(InsufficientStock::orderId));
        to.on(
                StockDeducted.class,
                (event, _) -> orders.stockDeducted(new OrderId(event.orderId())),
                expect(StockDeducted::orderId));
        to.on(
                StockRestored.class,
                (event, _) -> orders.stockRestored(new OrderId(event.orderId())),
                expect(StockRestored::orderId));
    }

    private <E> java.util.function.Consumer<List<E>> expect(Function<E, UUID> orderId) {
        return events -> orders.expect(events.stream().map(orderId).map(OrderId::new).toList());
    }

    private static Product product(ProductUpdated event) {
        return new Product(
                event.productId(),
                event.name(),
                new Money(event.price(), Currency.getInstance(event.currency())),
                event.active(),
                event.revision());
    }
}
