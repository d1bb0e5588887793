package com.example.messages.adapter.in.messaging;

import com.example.messages.application.port.in.StatisticsUseCase;
import com.example.messages.contract.MessageCreated;
import com.example.messages.contract.MessageRead;
import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.Subscriptions;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Counts. */
@Component
@RequiredArgsConstructor
class StatisticsListener implements EventSubscriber {

    private final StatisticsUseCase statistics;

    @Override
    public String consumer() {
        return "statistics";
    }

    @Override
    public void subscribe(Subscriptions to) {
        to.on(
                MessageCreated.class,
                (it, _) ->
                        statistics.sent(
                                it.messageId(), it.senderId(), it.receiverId(), it.sentAt()));
        to.on(MessageRead.class, (it, _) -> statistics.read(it.messageId(), it.readAt()));
    }
}
