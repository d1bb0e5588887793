package com.example.messages.application.port.out;

import com.example.messages.domain.Box;
import com.example.messages.domain.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The messages that are not deleted. */
public interface Messages {

    void add(Message message);

    /** Locked until the transaction ends. */
    Optional<Message> lock(UUID id);

    void markAsRead(UUID id, Instant at);

    void remove(UUID id);

    List<Message> of(String person, Box box, @Nullable UUID before, int limit);

    void markAsPriority(UUID id);
}
