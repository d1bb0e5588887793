package dev.orderflow.order.adapter.in.web;

import dev.orderflow.order.domain.OrderId;
import dev.orderflow.web.Caller;
import dev.orderflow.web.EventStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One customer who watches one order. */
final class OrderStream extends EventStream {

    private final OrderId orderId;
    private volatile @Nullable String seen;

    /**
     * @param seen the id of what the client saw last, before it lost its connection perhaps
     */
    OrderStream(OrderId orderId, Caller customer, @Nullable String seen) {
        super(customer);
        this.orderId = orderId;
        this.seen = seen;
    }

    OrderId orderId() {
        return orderId;
    }

    /** Nothing where that was seen; ends where the order has. */
    void tell(ProgressResponse order) {
        if (order.id().equals(seen)) {
            return;
        }
        seen = order.id();
        send(
                SseEmitter.event()
                        .id(order.id())
                        .name("order")
                        .data(order, MediaType.APPLICATION_JSON));
        if (order.status().isFinal()) {
            end();
        }
    }
}
