package dev.orderflow.payment.adapter.in.web;

import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.UserId;
import java.math.BigDecimal;
import java.util.List;

record PointsResponse(String userId, List<Balance> balances) {

    record Balance(String currency, BigDecimal amount) {}

    static PointsResponse from(UserId userId, List<Money> balances) {
        return new PointsResponse(
                userId.value(),
                balances.stream()
                        .map(
                                balance ->
                                        new Balance(
                                                balance.currency().getCurrencyCode(),
                                                balance.amount()))
                        .toList());
    }
}
