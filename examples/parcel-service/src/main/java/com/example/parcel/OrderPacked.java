package com.example.parcel;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventType;
import java.util.UUID;

@EventType("order-packed")
record OrderPacked(UUID orderId, String country, int grams) implements Event {

    @Override
    public String aggregateId() {
        return orderId.toString();
    }
}
