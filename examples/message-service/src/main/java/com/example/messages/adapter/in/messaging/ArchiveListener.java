package com.example.messages.adapter.in.messaging;

import com.example.messages.application.port.in.ArchiveUseCase;
import com.example.messages.contract.MessageDeleted;
import com.example.messages.domain.Message;
import com.example.messages.domain.MessageType;
import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.Subscriptions;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Keeps what was deleted. */
@Component
@RequiredArgsConstructor
class ArchiveListener implements EventSubscriber {

    private final ArchiveUseCase archive;

    @Override
    public String consumer() {
        return "archive";
    }

    @Override
    public void subscribe(Subscriptions to) {
        to.on(
                MessageDeleted.class,
                (it, _) -> archive.keep(message(it), it.deletedBy(), it.deletedAt()));
    }

    private static Message message(MessageDeleted it) {
        return new Message(
                it.messageId(),
                it.senderId(),
                it.receiverId(),
                it.content(),
                MessageType.valueOf(it.type()),
                it.source().orElse(null),
                it.metadata(),
                it.sentAt(),
                it.readAt().orElse(null));
    }
}
