package dev.orderflow.order.application;

import dev.orderflow.order.application.port.OrderView;
import dev.orderflow.order.application.port.in.PlaceOrderUseCase;
import dev.orderflow.order.application.port.out.OrderEvents;
import dev.orderflow.order.application.port.out.Orders;
import dev.orderflow.order.application.port.out.Products;
import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.order.domain.OrderLine;
import dev.orderflow.order.domain.Product;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@RequiredArgsConstructor
class PlaceOrderService implements PlaceOrderUseCase {

    private final Products products;
    private final Orders orders;
    private final OrderEvents events;
    private final OrderPolicy policy;
    private final OpenOrderLimit openOrders;
    private final OpenWorkLimit openWork;
    private final Clock clock;

    @Override
    @Transactional
    public OrderView place(PlaceOrder command) {
        openWork.admit();
        openOrders.admit(command.userId());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var lines = lines(command.items());
        var placed = Order.place(OrderId.next(), command.userId(), lines, command.payment(), now);
        var deadline = now.plus(policy.deadline());
        orders.add(placed.order(), lines, deadline);
        events.publish(placed.event());
        return view(placed.order(), lines, deadline);
    }

    @Override
    @Transactional
    public void expect(Collection<PlaceOrder> commands) {
        commands.forEach(command -> products.expect(ids(command.items())));
    }

    private List<OrderLine> lines(List<Item> items) {
        products.expect(ids(items));
        var missing = ids(items).stream().filter(id -> onSale(id).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new ProductNotOrderableException(missing);
        }
        return items.stream()
                .map(item -> onSale(item.productId()).orElseThrow().line(item.quantity()))
                .toList();
    }

    private Optional<Product> onSale(long id) {
        return products.find(id).filter(Product::active);
    }

    private static List<Long> ids(List<Item> items) {
        return items.stream().map(Item::productId).toList();
    }

    private static OrderView view(Order order, List<OrderLine> lines, Instant deadline) {
        return new OrderView(
                order.id(),
                order.userId(),
                order.status(),
                lines,
                order.total(),
                order.payment().method(),
                order.cancelReason(),
                order.createdAt(),
                order.createdAt(),
                order.facts().completedAt(),
                deadline);
    }
}
