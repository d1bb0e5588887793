package dev.orderflow.order.domain;

import java.time.Instant;

public class OrderNotCancellableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OrderNotCancellableException(OrderId id, Instant until) {
        super("Order %s is completed and could be cancelled until %s".formatted(id, until));
    }
}
