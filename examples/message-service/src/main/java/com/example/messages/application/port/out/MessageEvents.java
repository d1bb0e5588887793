package com.example.messages.application.port.out;

import com.example.messages.domain.Message;
import java.time.Instant;

/** Tells the world, as part of the transaction. */
public interface MessageEvents {

    void created(Message message);

    void read(Message message, Instant at);

    void deleted(Message message, String by, Instant at);
}
