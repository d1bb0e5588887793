package dev.orderflow.order.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Later orders have greater ids. */
public record OrderId(UUID value) {

    public static OrderId next() {
        return new OrderId(UuidCreator.getTimeOrderedEpoch());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
