package dev.orderflow.order.adapter.in.web;

import static java.util.stream.Collectors.toMap;

import dev.orderflow.order.application.port.in.TrackOrdersUseCase;
import dev.orderflow.order.domain.OrderId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The open streams of this instance. All watched orders are looked at together, by one query now
 * and then, whichever instance it is that changes them.
 */
@Slf4j
@Component
class OrderStreams implements SmartLifecycle {

    private final TrackOrdersUseCase orders;
    private final TrackingProperties properties;
    private final Clock clock;
    private final Set<OrderStream> streams = ConcurrentHashMap.newKeySet();

    private final Lock looking = new ReentrantLock();
    private volatile boolean running;
    private volatile boolean blind;

    OrderStreams(
            TrackOrdersUseCase orders,
            TrackingProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.orders = orders;
        this.properties = properties;
        this.clock = clock;
        Gauge.builder("orders.watched", streams, Set::size)
                .description("Streams by which customers watch an order in this instance")
                .register(meters);
    }

    /**
     * @param seen the id of what the client saw last
     * @throws TooManyStreamsException when there are as many as there may be, or this instance goes
     */
    SseEmitter open(OrderId orderId, String userId, @Nullable String seen, ProgressResponse now) {
        var stream = new OrderStream(orderId, userId, seen, clock.instant());
        var emitter = stream.emitter();
        emitter.onCompletion(() -> streams.remove(stream));
        emitter.onError(_ -> streams.remove(stream));
        stream.claim();
        add(stream);
        tell(
                stream,
                () -> {
                    stream.greet();
                    if (stream.isNews(now)) {
                        stream.tell(now, clock.instant());
                    }
                });
        return emitter;
    }

    private synchronized void add(OrderStream stream) {
        if (!running || streams.size() >= properties.maxStreams()) {
            throw TooManyStreamsException.ofAll();
        }
        var ofCustomer = streams.stream().filter(it -> it.userId().equals(stream.userId())).count();
        if (ofCustomer >= properties.maxPerCustomer()) {
            throw TooManyStreamsException.ofOneCustomer(properties.maxPerCustomer());
        }
        streams.add(stream);
    }

    // At a fixed rate, which has a thread for each run: tasks with a fixed delay share one.
    @Scheduled(fixedRateString = "PT0.5S")
    void look() {
        if (streams.isEmpty() || !looking.tryLock()) {
            return;
        }
        try {
            lookAtAll();
        } finally {
            looking.unlock();
        }
    }

    private void lookAtAll() {
        var watched = Set.copyOf(streams);
        var progress = progress(watched);
        var now = clock.instant();
        watched.forEach(stream -> serve(stream, progress.get(stream.orderId()), now));
    }

    /** Nothing while the database is away: who watches is not sent away for that. */
    private Map<OrderId, ProgressResponse> progress(Set<OrderStream> watched) {
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

    private void serve(OrderStream stream, @Nullable ProgressResponse order, Instant now) {
        if (order != null && stream.isNews(order)) {
            tellApart(stream, () -> stream.tell(order, now));
        } else if (stream.openedAt().plus(properties.longest()).isBefore(now)) {
            tellApart(stream, stream::end);
        } else if (stream.toldAt().plus(properties.heartbeat()).isBefore(now)) {
            tellApart(stream, () -> stream.beat(now));
        }
    }

    /** On a thread of its own, for as long as it takes: a client may read slowly. */
    private void tellApart(OrderStream stream, Runnable what) {
        if (stream.claim()) {
            Thread.startVirtualThread(() -> tell(stream, what));
        }
    }

    private void tell(OrderStream stream, Runnable what) {
        try {
            what.run();
        } finally {
            stream.release();
        }
        if (stream.hasEnded()) {
            streams.remove(stream);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /**
     * Comes before the web server waits for its open requests to end, as nobody sets another phase:
     * these would not. Clients come again, to another instance.
     */
    @Override
    public synchronized void stop() {
        running = false;
        streams.forEach(OrderStream::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
