package com.example.messages.adapter.in.messaging;

import com.example.messages.application.port.in.PriorityUseCase;
import com.example.messages.contract.MessageCreated;
import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.Subscriptions;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

// region priority
/** Hears of nobody but senders who matter: the others' messages do not reach its handler. */
@Component
@RequiredArgsConstructor
class PriorityListener implements EventSubscriber {

    private final PriorityUseCase priority;

    @Override
    public String consumer() {
        return "priority";
    }

    @Override
    public void subscribe(Subscriptions to) {
        to.on(
                MessageCreated.class,
                message -> priority.matters(message.senderId()),
                (message, _) -> priority.markAsPriority(message.messageId()));
    }
}
// endregion
