package dev.orderflow.payment.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Names a payment towards the customer. */
public record PaymentId(UUID value) {

    public static PaymentId next() {
        return new PaymentId(UuidCreator.getTimeOrderedEpoch());
    }
}
