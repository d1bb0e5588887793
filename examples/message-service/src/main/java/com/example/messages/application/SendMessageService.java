package com.example.messages.application;

import com.example.messages.application.port.in.SendMessageUseCase;
import com.example.messages.application.port.in.SendMessageUseCase.SendMessage;
import com.example.messages.application.port.out.MessageEvents;
import com.example.messages.application.port.out.Messages;
import com.example.messages.domain.Message;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
@RequiredArgsConstructor
class SendMessageService implements SendMessageUseCase {

    private final Messages messages;
    private final MessageEvents events;
    private final Clock clock;

    @Override
    public Message send(SendMessage it) {
        var message =
                new Message(
                        UuidCreator.getTimeOrderedEpoch(),
                        it.sender(),
                        it.receiver() == null ? it.sender() : it.receiver(),
                        it.content(),
                        it.type(),
                        it.source(),
                        it.metadata(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        null);
        messages.add(message);
        events.created(message);
        return message;
    }
}
