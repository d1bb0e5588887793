package dev.orderflow.inventory.domain;

/** So many of a product were wanted, so many can be had. */
public record Shortage(ProductId product, int requested, long available) {}
