package dev.orderflow.events.test;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Remembers what was published, for tests in memory. */
public final class RecordingEventPublisher implements EventPublisher {

    private final List<Event> events = new ArrayList<>();

    @Override
    public UUID publish(Event event) {
        events.add(event);
        return UUID.randomUUID();
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    public <E extends Event> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
