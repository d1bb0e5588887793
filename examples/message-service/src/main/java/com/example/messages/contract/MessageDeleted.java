package com.example.messages.contract;

import dev.orderflow.events.EventType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sender or receiver has deleted a message. Here it is for the last time. */
@EventType("message-deleted")
public record MessageDeleted(
        UUID messageId,
        String senderId,
        String receiverId,
        String content,
        String type,
        Optional<String> source,
        Map<String, String> metadata,
        Instant sentAt,
        Optional<Instant> readAt,
        String deletedBy,
        Instant deletedAt)
        implements MessageEvent {}
