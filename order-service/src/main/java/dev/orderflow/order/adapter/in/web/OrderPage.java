package dev.orderflow.order.adapter.in.web;

import dev.orderflow.order.application.port.OrderView;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param nextCursor for the next page; null where this is the last
 */
record OrderPage(List<OrderResponse> orders, @Nullable UUID nextCursor) {

    static OrderPage of(List<OrderView> orders, int limit) {
        var last = orders.size() < limit ? null : orders.getLast().orderId().value();
        return new OrderPage(orders.stream().map(OrderResponse::of).toList(), last);
    }
}
