package dev.orderflow.order.application.port.out;

import dev.orderflow.order.domain.Order;

/** Where order events go to be told to the rest of the shop. */
public interface OrderEvents {

    void publish(Order.Event event);
}
