package dev.orderflow.order.application.port.out;

import dev.orderflow.order.application.port.OrderProgress;
import dev.orderflow.order.application.port.OrderView;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.order.domain.OrderStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Orders to look at. */
public interface OrderViews {

    Optional<OrderView> find(OrderId id, String userId);

    /** Whoever it belongs to. */
    Optional<OrderView> find(OrderId id);

    Optional<OrderProgress> progress(OrderId id, String userId);

    /** Of those that there are, in no order. */
    List<OrderProgress> progress(Collection<OrderId> ids);

    /** Newest first. */
    List<OrderView> list(
            String userId, Optional<OrderStatus> status, Optional<OrderId> olderThan, int limit);

    /** Everybody's, newest first. */
    List<OrderView> list(Optional<OrderStatus> status, Optional<OrderId> olderThan, int limit);

    /** How many of the customer's newest orders, of so many, are not final. */
    int countOpen(String userId, int newest);

    /** How many orders are not final, whoever they belong to; so many at most are counted. */
    int countOpen(int most);

    /** When the oldest order in this status was placed. */
    Optional<Instant> oldest(OrderStatus status);

    /** How many are not final, and should have been by now. */
    long countPastDeadline(Instant now);
}
