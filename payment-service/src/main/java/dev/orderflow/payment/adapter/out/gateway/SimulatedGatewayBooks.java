package dev.orderflow.payment.adapter.out.gateway;

import dev.orderflow.payment.domain.GatewayAnswer;
import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.OperationId;
import dev.orderflow.payment.domain.OrderId;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the simulated gateway knows, in a table and transactions of its own, as it would have them
 * somewhere else: it survives this process. An operation happens once; asked again, the books say
 * what they said.
 */
@Component
@Transactional
@RequiredArgsConstructor
class SimulatedGatewayBooks {

    private static final String INSERT =
            """
            insert ignore into simulated_gateway_operation
              (operation_id, order_id, kind, amount, currency, outcome, settled_at)
            values (:id, :orderId, :kind, :amount, :currency, :outcome, :settledAt)""";

    /** Only as much as was taken can be given back. */
    private static final String GIVE_BACK =
            """
            update simulated_gateway_operation set refunded = refunded + :amount
            where operation_id = :id and outcome = 'SUCCEEDED' and refunded + :amount <= amount""";

    private final JdbcClient jdbc;
    private final Clock clock;

    private enum Outcome {
        SUCCEEDED,
        DECLINED,
        CLOSED
    }

    GatewayAnswer charge(OperationId id, OrderId orderId, Money amount, Duration settlesAfter) {
        insert(
                id,
                orderId,
                "CHARGE",
                amount,
                Outcome.SUCCEEDED,
                clock.instant().plus(settlesAfter));
        return find(id);
    }

    GatewayAnswer decline(OperationId id, OrderId orderId, Money amount) {
        insert(id, orderId, "CHARGE", amount, Outcome.DECLINED, clock.instant());
        return find(id);
    }

    GatewayAnswer refund(OperationId id, OrderId orderId, Money amount, OperationId charge) {
        if (insert(id, orderId, "REFUND", amount, Outcome.SUCCEEDED, clock.instant())) {
            var possible =
                    jdbc.sql(GIVE_BACK)
                            .param("amount", amount.amount())
                            .param("id", bytes(charge))
                            .update();
            if (possible == 0) {
                jdbc.sql(
                                "update simulated_gateway_operation set outcome = 'DECLINED' where operation_id = :id")
                        .param("id", bytes(id))
                        .update();
            }
        }
        return find(id);
    }

    /** Closes an id that it does not know. */
    GatewayAnswer enquire(OperationId id) {
        insert(id, null, null, null, Outcome.CLOSED, clock.instant());
        return find(id);
    }

    private boolean insert(
            OperationId id,
            @Nullable OrderId orderId,
            @Nullable String kind,
            @Nullable Money amount,
            Outcome outcome,
            Instant settledAt) {
        return jdbc.sql(INSERT)
                        .param("id", bytes(id))
                        .param("orderId", orderId == null ? null : bytes(orderId.value()))
                        .param("kind", kind)
                        .param("amount", amount == null ? BigDecimal.ZERO : amount.amount())
                        .param(
                                "currency",
                                amount == null ? null : amount.currency().getCurrencyCode())
                        .param("outcome", outcome.name())
                        .param("settledAt", LocalDateTime.ofInstant(settledAt, ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private GatewayAnswer find(OperationId id) {
        return jdbc.sql(
                        "select outcome, settled_at from simulated_gateway_operation where operation_id = :id")
                .param("id", bytes(id))
                .query(
                        (row, _) ->
                                answer(
                                        Outcome.valueOf(row.getString(1)),
                                        row.getObject(2, LocalDateTime.class)
                                                .toInstant(ZoneOffset.UTC)))
                .single();
    }

    private GatewayAnswer answer(Outcome outcome, Instant settledAt) {
        if (settledAt.isAfter(clock.instant())) {
            return new GatewayAnswer.Unclear("The gateway is still working on it");
        }
        return switch (outcome) {
            case SUCCEEDED -> new GatewayAnswer.Succeeded();
            case DECLINED -> new GatewayAnswer.Declined("The card was declined");
            case CLOSED -> new GatewayAnswer.NotFound();
        };
    }

    private static byte[] bytes(OperationId id) {
        return bytes(id.value());
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
