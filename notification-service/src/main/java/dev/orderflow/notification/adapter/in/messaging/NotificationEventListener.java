package dev.orderflow.notification.adapter.in.messaging;

import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.Subscriptions;
import dev.orderflow.events.TransactionWrites;
import dev.orderflow.events.contract.order.OrderCancelled;
import dev.orderflow.events.contract.order.OrderCompleted;
import dev.orderflow.events.contract.order.OrderCreated;
import dev.orderflow.events.contract.payment.PaymentCompleted;
import dev.orderflow.events.contract.payment.PaymentRefunded;
import dev.orderflow.notification.application.port.in.TellCustomersUseCase;
import dev.orderflow.notification.domain.OrderNews;
import org.springframework.stereotype.Component;

/** The events that customers hear about; a poll's news are told at once. */
@Component
class NotificationEventListener implements EventSubscriber {

    private final TransactionWrites<OrderNews> news;

    NotificationEventListener(TellCustomersUseCase customers) {
        news = new TransactionWrites<>(customers::tell);
    }

    @Override
    public void subscribe(Subscriptions to) {
        to.on(OrderCreated.class, (event, about) -> news.add(Translation.of(event, about)));
        to.on(PaymentCompleted.class, (event, about) -> news.add(Translation.of(event, about)));
        to.on(OrderCompleted.class, (event, about) -> news.add(Translation.of(event, about)));
        to.on(OrderCancelled.class, (event, about) -> news.add(Translation.of(event, about)));
        to.on(PaymentRefunded.class, (event, about) -> news.add(Translation.of(event, about)));
    }
}
