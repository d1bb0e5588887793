package com.example.messages.application.port.in;

import java.util.UUID;

/** Picks out the messages of senders who matter. */
public interface PriorityUseCase {

    boolean matters(String sender);

    void markAsPriority(UUID messageId);
}
