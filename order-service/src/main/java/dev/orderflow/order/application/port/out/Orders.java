package dev.orderflow.order.application.port.out;

import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.order.domain.OrderLine;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All orders there are. Every method needs a transaction. */
public interface Orders {

    /**
     * @param deadline when the order is cancelled unless it is final by then
     */
    void add(Order order, List<OrderLine> lines, Instant deadline);

    /**
     * Locks these orders until the transaction ends, in one order everywhere, so that nobody waits
     * in a circle.
     */
    void lock(Collection<OrderId> ids);

    Optional<Order> find(OrderId id);

    void save(Order order, Instant now);

    /**
     * Orders past their deadline that are neither final nor being cancelled, locked; those locked
     * by others are left out.
     */
    List<Order> overdue(Instant now, int limit);
}
