package dev.orderflow.order.application;

import dev.orderflow.order.domain.OrderId;

public class OrderNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OrderNotFoundException(OrderId id) {
        super("There is no order " + id);
    }
}
