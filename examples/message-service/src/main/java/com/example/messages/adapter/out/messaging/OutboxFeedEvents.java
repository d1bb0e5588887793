package com.example.messages.adapter.out.messaging;

import com.example.messages.application.port.out.FeedEvents;
import dev.orderflow.events.EventPublisher;
import dev.orderflow.events.OpenEvent;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

@Component
@RequiredArgsConstructor
class OutboxFeedEvents implements FeedEvents {

    private static final int VERSION = 1;

    private final EventPublisher events;

    @Override
    public UUID publish(String feed, String key, String element) {
        return events.publish(new OpenEvent(feed, VERSION, key, element));
    }
}
