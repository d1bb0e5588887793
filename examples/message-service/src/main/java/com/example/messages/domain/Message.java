package com.example.messages.domain;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one person tells another, or oneself. It never changes; whether it was read is known beside
 * it.
 *
 * @param source which program wrote it, where it was not a person
 * @param readAt null while the receiver has not read it
 */
public record Message(
        UUID id,
        String sender,
        String receiver,
        String content,
        MessageType type,
        @Nullable String source,
        Map<String, String> metadata,
        Instant sentAt,
        @Nullable Instant readAt) {

    /** Anybody else must not even learn that there is such a message. */
    public boolean concerns(String person) {
        return person.equals(sender) || person.equals(receiver);
    }

    public Message readAt(Instant time) {
        return new Message(id, sender, receiver, content, type, source, metadata, sentAt, time);
    }
}
