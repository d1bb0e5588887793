package com.example.messages.adapter.in.messaging;

import com.example.messages.application.port.in.PushUseCase;
import com.example.messages.contract.MessageCreated;
import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.Subscriptions;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Tells receivers. */
@Component
@RequiredArgsConstructor
class PushListener implements EventSubscriber {

    private final PushUseCase pushes;

    @Override
    public String consumer() {
        return "push";
    }

    @Override
    public void subscribe(Subscriptions to) {
        to.on(
                MessageCreated.class,
                (it, _) -> pushes.messageArrived(it.messageId(), it.receiverId(), it.content()));
    }
}
