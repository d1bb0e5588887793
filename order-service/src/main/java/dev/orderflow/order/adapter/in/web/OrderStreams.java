package dev.orderflow.order.adapter.in.web;

import static java.util.stream.Collectors.toMap;

import dev.orderflow.order.application.port.in.TrackOrdersUseCase;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.web.Caller;
import dev.orderflow.web.EventStreams;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells customers how their orders go on. All orders that are watched in this instance are looked
 * at together, by one query now and then, whichever instance it is that changes them.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class OrderStreams {

    private final TrackOrdersUseCase orders;
    private final EventStreams<OrderStream> streams;

    private final Lock looking = new ReentrantLock();
    private volatile boolean blind;

    /**
     * @param seen the id of what the client saw last
     */
    SseEmitter open(OrderId orderId, Caller customer, @Nullable String seen, ProgressResponse now) {
        var stream = new OrderStream(orderId, customer, seen);
        stream.tell(now);
        return streams.open(stream);
    }

    // At a fixed rate, which has a thread for each run: tasks with a fixed delay share one.
    @Scheduled(fixedRateString = "PT0.5S")
    void look() {
        var watched = streams.idle(); // whoever reads slowly is told the next time what is new then
        if (watched.isEmpty() || !looking.tryLock()) {
            return;
        }
        try {
            look(watched);
        } finally {
            looking.unlock();
        }
    }

    private void look(List<OrderStream> watched) {
        var progress = progress(watched);
        for (var stream : watched) {
            var order = progress.get(stream.orderId());
            if (order != null) {
                stream.tell(order);
            }
        }
    }

    /** Nothing while the database is away: who watches is not sent away for that. */
    private Map<OrderId, ProgressResponse> progress(List<OrderStream> watched) {
        var ids = watched.stream().map(OrderStream::orderId).collect(Collectors.toSet());
        try {
            var found =
                    orders.progress(ids).stream()
                            .collect(toMap(it -> it.orderId(), ProgressResponse::of));
            blind = false;
            return found;
        } catch (RuntimeException away) {
            if (!blind) {
                log.warn("{} watched orders cannot be looked at: {}", ids.size(), away.toString());
            }
            blind = true;
            return Map.of();
        }
    }
}
