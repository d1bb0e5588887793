package com.example.messages.application;

import com.example.messages.application.port.in.MailboxUseCase;
import com.example.messages.application.port.in.MailboxUseCase.MessageNotFound;
import com.example.messages.application.port.out.MessageEvents;
import com.example.messages.application.port.out.Messages;
import com.example.messages.domain.Box;
import com.example.messages.domain.Message;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
@RequiredArgsConstructor
class MailboxService implements MailboxUseCase {

    private final Messages messages;
    private final MessageEvents events;
    private final Clock clock;

    @Override
    @Transactional(readOnly = true)
    public List<Message> messages(String person, Box box, @Nullable UUID before, int limit) {
        return messages.of(person, box, before, limit);
    }

    @Override
    public void read(UUID messageId, String receiver) {
        var message = messages.lock(messageId).filter(it -> it.receiver().equals(receiver));
        var found = message.orElseThrow(() -> new MessageNotFound(messageId));
        if (found.readAt() == null) {
            var now = now();
            messages.markAsRead(messageId, now);
            events.read(found, now);
        }
    }

    @Override
    public void delete(UUID messageId, String person) {
        var message = messages.lock(messageId).filter(it -> it.concerns(person));
        var found = message.orElseThrow(() -> new MessageNotFound(messageId));
        messages.remove(messageId);
        events.deleted(found, person, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
