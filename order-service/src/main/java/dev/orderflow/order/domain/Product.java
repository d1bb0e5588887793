package dev.orderflow.order.domain;

/**
 * A product as order-service last heard of it.
 *
 * @param revision grows with each change in inventory
 */
public record Product(long id, String name, Money price, boolean active, long revision) {

    /** A line at today's price. */
    public OrderLine line(int quantity) {
        return new OrderLine(id, name, quantity, price);
    }
}
