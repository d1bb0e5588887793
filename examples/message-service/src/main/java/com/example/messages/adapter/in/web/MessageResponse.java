package com.example.messages.adapter.in.web;

import com.example.messages.domain.Message;
import com.example.messages.domain.MessageType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message as its sender and its receiver see it. */
record MessageResponse(
        UUID messageId,
        String senderId,
        String receiverId,
        String content,
        MessageType type,
        @Nullable String source,
        Map<String, String> metadata,
        Instant sentAt,
        @Nullable Instant readAt) {

    static MessageResponse of(Message it) {
        return new MessageResponse(
                it.id(),
                it.sender(),
                it.receiver(),
                it.content(),
                it.type(),
                it.source(),
                it.metadata(),
                it.sentAt(),
                it.readAt());
    }
}
