package com.example.letters;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventType;

// region event
@EventType("letter-written")
record LetterWritten(String receiver, String text) implements Event {
    @Override
    public String aggregateId() {
        return receiver;
    }
}
// endregion
