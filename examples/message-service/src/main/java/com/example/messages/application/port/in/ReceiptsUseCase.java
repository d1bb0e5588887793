package com.example.messages.application.port.in;

import java.time.Instant;
import java.util.UUID;

/** Lets senders know that they were read. */
public interface ReceiptsUseCase {

    void read(UUID messageId, String sender, Instant at);
}
