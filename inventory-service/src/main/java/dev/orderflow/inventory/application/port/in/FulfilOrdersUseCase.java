package dev.orderflow.inventory.application.port.in;

import dev.orderflow.inventory.domain.Line;
import dev.orderflow.inventory.domain.OrderId;
import dev.orderflow.inventory.domain.ProductId;
import java.util.Collection;
import java.util.List;

/**
 * Holds, sells and takes back stock as orders are placed, paid and cancelled; in any order, and
 * however often it is told.
 */
public interface FulfilOrdersUseCase {

    /**
     * Says which orders and products the rest of the current transaction is about, so that they are
     * read and locked together and in one order. Does nothing else; what is not announced is found
     * all the same.
     */
    void expect(Collection<OrderId> orders, Collection<ProductId> products);

    void place(OrderId order, List<Line> wanted);

    void pay(OrderId order);

    void cancel(OrderId order);
}
