package dev.orderflow.events.consumer;

import dev.orderflow.events.HandledEvent;
import dev.orderflow.events.HandledEvents;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * For the other services of the system, never for customers: whoever secures the application must
 * close it to them.
 */
@RestController
@RequiredArgsConstructor
class HandledEventsEndpoint {

    private final HandledEvents handled;

    @GetMapping("/internal/events/{aggregateId}")
    List<HandledEvent> about(@PathVariable String aggregateId) {
        return handled.about(aggregateId);
    }
}
