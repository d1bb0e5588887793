package dev.orderflow.inventory.domain;

/** A product and where its pieces are. */
public record StockedProduct(Product product, Stock stock) {}
