package com.example.messages.adapter.in.messaging;

import com.example.messages.application.port.in.ReceiptsUseCase;
import com.example.messages.contract.MessageRead;
import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.Subscriptions;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Tells senders that they were read. */
@Component
@RequiredArgsConstructor
class ReceiptsListener implements EventSubscriber {

    private final ReceiptsUseCase receipts;

    @Override
    public String consumer() {
        return "receipts";
    }

    @Override
    public void subscribe(Subscriptions to) {
        to.on(
                MessageRead.class,
                (it, _) -> receipts.read(it.messageId(), it.senderId(), it.readAt()));
    }
}
