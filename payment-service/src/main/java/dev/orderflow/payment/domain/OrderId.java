package dev.orderflow.payment.domain;

import java.util.UUID;

/** The order that a payment is for; order-service gave it. */
public record OrderId(UUID value) {}
