package dev.orderflow.inventory.domain;

/**
 * What the shop says about a product.
 *
 * @param active whether it can be ordered
 */
public record ProductDetails(String name, Price price, boolean active) {}
