package dev.orderflow.payment.adapter.in.web;

import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PaymentFailure;
import dev.orderflow.payment.domain.PaymentMethod;
import dev.orderflow.payment.domain.PaymentRequest;
import dev.orderflow.payment.domain.PaymentStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Payments as their owners see them; the card's token is nobody's business. */
record PaymentsResponse(List<Item> payments) {

    record Item(
            UUID paymentId,
            UUID orderId,
            String userId,
            @Nullable String method,
            BigDecimal amount,
            String currency,
            PaymentStatus status,
            PaymentFailure.@Nullable Code code,
            Instant createdAt,
            Instant updatedAt) {}

    static PaymentsResponse from(Stream<Payment> payments) {
        return new PaymentsResponse(payments.map(PaymentsResponse::item).toList());
    }

    private static Item item(Payment payment) {
        var facts = payment.facts();
        return new Item(
                facts.paymentId().value(),
                facts.orderId().value(),
                facts.userId().value(),
                method(facts.request()),
                payment.amount().amount(),
                facts.currency().getCurrencyCode(),
                payment.status(),
                facts.failure() == null ? null : facts.failure().code(),
                facts.createdAt(),
                facts.updatedAt());
    }

    private static @Nullable String method(@Nullable PaymentRequest request) {
        if (request == null) {
            return null;
        }
        return switch (request.method()) {
            case PaymentMethod.Points _ -> "POINTS";
            case PaymentMethod.Card _ -> "CARD";
        };
    }
}
