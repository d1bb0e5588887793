package dev.orderflow.events;

import java.util.List;

/** What this service handled; {@code GET /internal/events/{aggregateId}} tells it to the others. */
public interface HandledEvents {

    /** All events about this aggregate, oldest first, at most 1,000. */
    List<HandledEvent> about(String aggregateId);
}
