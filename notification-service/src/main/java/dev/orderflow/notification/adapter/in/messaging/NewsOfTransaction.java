package dev.orderflow.notification.adapter.in.messaging;

import dev.orderflow.notification.application.port.in.TellCustomersUseCase;
import dev.orderflow.notification.domain.OrderNews;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Collects the news of a poll's events and tells them all at once, as the last thing in the
 * transaction that the events are handled in: three statements a poll instead of three an event.
 * What fails then fails the whole poll, which is handled again event by event.
 */
@Component
@RequiredArgsConstructor
class NewsOfTransaction {

    private final TellCustomersUseCase customers;

    /** Must be called in a transaction. */
    void add(OrderNews news) {
        collected().add(news);
    }

    private List<OrderNews> collected() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Collected.class::isInstance)
                .map(Collected.class::cast)
                .findFirst()
                .orElseGet(this::begin)
                .news;
    }

    private Collected begin() {
        var begun = new Collected();
        TransactionSynchronizationManager.registerSynchronization(begun);
        return begun;
    }

    private final class Collected implements TransactionSynchronization {

        private final List<OrderNews> news = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            customers.tell(news);
        }
    }
}
