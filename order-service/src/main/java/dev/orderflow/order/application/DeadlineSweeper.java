package dev.orderflow.order.application;

import dev.orderflow.order.application.port.out.Orders;
import dev.orderflow.order.domain.Order;
import java.time.Clock;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Cancels orders whose deadline has passed. Several instances share the work. */
@Slf4j
@Component
@RequiredArgsConstructor
class DeadlineSweeper {

    private static final int STEP = 100;

    private final Orders orders;
    private final OrderSteps steps;
    private final TransactionTemplate transaction;
    private final Clock clock;

    @Scheduled(fixedDelayString = "${app.order.sweep-interval:1s}")
    void sweep() {
        Integer swept;
        do {
            swept = transaction.execute(_ -> sweepStep());
        } while (swept != null && swept == STEP);
    }

    private int sweepStep() {
        var overdue = orders.overdue(clock.instant(), STEP);
        for (var order : overdue) {
            log.info(
                    "Order {} is {} past its deadline and is cancelled",
                    order.id(),
                    order.status());
            steps.take(order, Order::timeOut);
        }
        return overdue.size();
    }
}
