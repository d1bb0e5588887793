package com.example.parcel;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventType;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

// region event
@EventType("parcel-sent")
record ParcelSent(UUID orderId, String carrier, BigDecimal postage, Optional<String> note)
        implements Event {

    ParcelSent {
        if (postage.signum() < 0) {
            throw new IllegalArgumentException("postage is negative");
        }
    }

    @Override
    public String aggregateId() {
        return orderId.toString();
    }
}
// endregion
