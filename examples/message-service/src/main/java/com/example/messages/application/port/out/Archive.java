package com.example.messages.application.port.out;

import com.example.messages.domain.ArchivedMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Deleted messages. */
public interface Archive {

    /** Changes nothing where it is kept already. */
    void add(ArchivedMessage message);

    Optional<ArchivedMessage> find(UUID messageId);

    /** At most so many; returns how many there were. */
    int removeThoseKeptUntil(Instant time, int limit);
}
