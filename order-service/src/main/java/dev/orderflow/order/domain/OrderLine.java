package dev.orderflow.order.domain;

/** So many of a product, at the price it had when it was ordered. */
public record OrderLine(long productId, String name, int quantity, Money unitPrice) {

    public OrderLine {
        if (quantity < 1) {
            throw new IllegalArgumentException(
                    "An order line has at least one item, not " + quantity);
        }
    }

    public Money total() {
        return unitPrice.times(quantity);
    }
}
