package com.example.messages.contract;

import dev.orderflow.events.EventType;
import java.time.Instant;
import java.util.UUID;

/** Its receiver has read a message. */
@EventType("message-read")
public record MessageRead(UUID messageId, String senderId, String receiverId, Instant readAt)
        implements MessageEvent {}
