package dev.orderflow.payment.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Names one thing asked of the gateway; it is the idempotency key there. */
public record OperationId(UUID value) {

    public static OperationId next() {
        return new OperationId(UuidCreator.getTimeOrderedEpoch());
    }
}
