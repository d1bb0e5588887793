package com.example.messages.application.port.out;

import java.time.Instant;
import java.util.UUID;

/** When messages were read. */
public interface Receipts {

    /**
     * @return false if that was known
     */
    boolean add(UUID messageId, String sender, Instant readAt);
}
