package com.example.messages.contract;

import dev.orderflow.events.EventType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Somebody has written to somebody. */
@EventType("message-created")
public record MessageCreated(
        UUID messageId,
        String senderId,
        String receiverId,
        String content,
        String type,
        Optional<String> source,
        Map<String, String> metadata,
        Instant sentAt)
        implements MessageEvent {}
