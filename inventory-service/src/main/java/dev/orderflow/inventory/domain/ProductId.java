package dev.orderflow.inventory.domain;

/** Names a product. */
public record ProductId(long value) implements Comparable<ProductId> {

    public ProductId {
        if (value < 1) {
            throw new IllegalArgumentException("Product ids start at 1, not " + value);
        }
    }

    @Override
    public int compareTo(ProductId other) {
        return Long.compare(value, other.value);
    }
}
