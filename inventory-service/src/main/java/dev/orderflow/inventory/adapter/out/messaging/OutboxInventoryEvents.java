package dev.orderflow.inventory.adapter.out.messaging;

import dev.orderflow.events.EventPublisher;
import dev.orderflow.events.contract.inventory.InsufficientStock;
import dev.orderflow.events.contract.inventory.InventoryEvent;
import dev.orderflow.events.contract.inventory.ProductUpdated;
import dev.orderflow.events.contract.inventory.StockDeducted;
import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.contract.inventory.StockRestored;
import dev.orderflow.inventory.application.port.out.InventoryEvents;
import dev.orderflow.inventory.domain.Line;
import dev.orderflow.inventory.domain.Product;
import dev.orderflow.inventory.domain.Reservation;
import dev.orderflow.inventory.domain.Shortage;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

@Component
@RequiredArgsConstructor
class OutboxInventoryEvents implements InventoryEvents {

    private final EventPublisher publisher;

    @Override
    public void publish(Product.Updated event) {
        publisher.publish(translate(event));
    }

    @Override
    public void publish(Reservation.Event event) {
        publisher.publish(translate(event));
    }

    static ProductUpdated translate(Product.Updated event) {
        var details = event.details();
        var price = details.price();
        return new ProductUpdated(
                event.productId().value(),
                details.name(),
                price.amount(),
                price.currency().getCurrencyCode(),
                details.active(),
                event.revision());
    }

    static InventoryEvent translate(Reservation.Event event) {
        return switch (event) {
            case Reservation.Reserved(var id) -> new StockReserved(id.value());
            case Reservation.Rejected(var id, var shortages) ->
                    new InsufficientStock(
                            id.value(),
                            shortages.stream().map(OutboxInventoryEvents::translate).toList());
            case Reservation.Deducted(var id) -> new StockDeducted(id.value());
            case Reservation.Restored(var id, var lines) ->
                    new StockRestored(
                            id.value(),
                            lines.stream().map(OutboxInventoryEvents::translate).toList());
        };
    }

    private static InsufficientStock.Shortage translate(Shortage shortage) {
        return new InsufficientStock.Shortage(
                shortage.product().value(), shortage.requested(), shortage.available());
    }

    private static StockRestored.Item translate(Line line) {
        return new StockRestored.Item(line.product().value(), line.quantity());
    }
}
