package com.example.messages.adapter.out.messaging;

import com.example.messages.application.port.out.MessageEvents;
import com.example.messages.contract.MessageCreated;
import com.example.messages.contract.MessageDeleted;
import com.example.messages.contract.MessageRead;
import com.example.messages.domain.Message;
import dev.orderflow.events.EventPublisher;
import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

@Component
@RequiredArgsConstructor
class OutboxMessageEvents implements MessageEvents {

    private final EventPublisher events;

    @Override
    public void created(Message it) {
        events.publish(
                new MessageCreated(
                        it.id(),
                        it.sender(),
                        it.receiver(),
                        it.content(),
                        it.type().name(),
                        Optional.ofNullable(it.source()),
                        it.metadata(),
                        it.sentAt()));
    }

    @Override
    public void read(Message it, Instant at) {
        events.publish(new MessageRead(it.id(), it.sender(), it.receiver(), at));
    }

    @Override
    public void deleted(Message it, String by, Instant at) {
        events.publish(
                new MessageDeleted(
                        it.id(),
                        it.sender(),
                        it.receiver(),
                        it.content(),
                        it.type().name(),
                        Optional.ofNullable(it.source()),
                        it.metadata(),
                        it.sentAt(),
                        Optional.ofNullable(it.readAt()),
                        by,
                        at));
    }
}
