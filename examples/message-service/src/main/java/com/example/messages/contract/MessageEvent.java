package com.example.messages.contract;

import dev.orderflow.events.Event;
import java.util.UUID;

/** What other services can rely on; keyed by receiver, whose messages keep their order. */
public sealed interface MessageEvent extends Event
        permits MessageCreated, MessageRead, MessageDeleted {

    UUID messageId();

    String senderId();

    String receiverId();

    @Override
    default String aggregateId() {
        return receiverId();
    }
}
