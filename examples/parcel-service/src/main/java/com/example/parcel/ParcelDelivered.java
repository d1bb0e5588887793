package com.example.parcel;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventType;
import java.time.Instant;
import java.util.UUID;

@EventType("parcel-delivered")
record ParcelDelivered(UUID orderId, Instant deliveredAt) implements Event {

    @Override
    public String aggregateId() {
        return orderId.toString();
    }
}
