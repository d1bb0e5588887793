package com.example.shelf.contract;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventType;

@EventType("book-returned")
public record BookReturned(String isbn) implements Event {

    @Override
    public String aggregateId() {
        return isbn;
    }
}
