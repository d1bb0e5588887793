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

    /** They will be wanted: they are all locked with the first one that is. */
    void expect(Collection<OrderId> ids);

    /**
     * Locked until the transaction ends; together with those expected in one order everywhere, so
     * that nobody waits in a circle.
     */
    Optional<Order> lock(OrderId id);

    /** To be called in the transaction that locked it. */
    void save(Order order, Instant now);

    /**
     * Orders past their deadline that are neither final nor being cancelled, locked; those locked
     * by others are left out.
     */
    List<Order> overdue(Instant now, int limit);
}
