package dev.orderflow.order.adapter.in.web;

import dev.orderflow.order.application.port.OrderView;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param nextCursor for the next page; null where this is the last
 */
record OrderPage(List<OrderResponse> orders, @Nullable UUID nextCursor) {

    /**
     * @param found up to one more than the limit, which tells whether there is a next page
     */
    static OrderPage of(List<OrderView> found, int limit) {
        var shown = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? shown.getLast().orderId().value() : null;
        return new OrderPage(shown.stream().map(OrderResponse::of).toList(), next);
    }
}
