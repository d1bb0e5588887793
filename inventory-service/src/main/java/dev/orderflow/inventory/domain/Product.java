package dev.orderflow.inventory.domain;

import java.util.Optional;

/** A product of the shop. Its revision grows with every change of its details. */
public final class Product {

    /** The product is new, or has changed, and is like this now. */
    public record Updated(ProductId productId, ProductDetails details, long revision) {}

    /** That of a product nobody has heard of yet. */
    public static final long FIRST_REVISION = 1;

    private final ProductId id;
    private ProductDetails details;
    private long revision;

    private Product(ProductId id, ProductDetails details, long revision) {
        this.id = id;
        this.details = details;
        this.revision = revision;
    }

    /** Brings back a product that was stored. */
    public static Product restore(ProductId id, ProductDetails details, long revision) {
        return new Product(id, details, revision);
    }

    /** Tells of the product as it is. */
    public Updated announce() {
        return new Updated(id, details, revision);
    }

    /** Takes over new details; there is nothing to tell when they are the old ones. */
    public Optional<Updated> change(ProductDetails to) {
        if (to.equals(details)) {
            return Optional.empty();
        }
        details = to;
        revision++;
        return Optional.of(announce());
    }

    public ProductId id() {
        return id;
    }

    public ProductDetails details() {
        return details;
    }

    public long revision() {
        return revision;
    }
}
