package dev.orderflow.order.adapter.in.web;

import dev.orderflow.order.domain.OrderId;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One customer who watches one order. Between two things that it has to tell, nobody works for it:
 * no thread and no connection to the database, only the socket.
 */
final class OrderStream {

    private static final long RECONNECT_AFTER_MILLIS = 2_000;

    private final OrderId orderId;
    private final String userId;
    private final Instant openedAt;
    private final SseEmitter emitter = new SseEmitter(0L); // ended by us, never by the server
    private final AtomicBoolean telling = new AtomicBoolean();

    private volatile @Nullable String seen;
    private volatile Instant toldAt;
    private volatile boolean ended;

    /**
     * @param seen the id of what the client saw last, before it lost its connection perhaps
     */
    OrderStream(OrderId orderId, String userId, @Nullable String seen, Instant now) {
        this.orderId = orderId;
        this.userId = userId;
        this.seen = seen;
        this.openedAt = now;
        this.toldAt = now;
    }

    OrderId orderId() {
        return orderId;
    }

    String userId() {
        return userId;
    }

    Instant openedAt() {
        return openedAt;
    }

    Instant toldAt() {
        return toldAt;
    }

    SseEmitter emitter() {
        return emitter;
    }

    boolean isNews(ProgressResponse order) {
        return !order.id().equals(seen);
    }

    /** Whether the caller has it for itself; a client that reads slowly is still being told. */
    boolean claim() {
        return telling.compareAndSet(false, true);
    }

    void release() {
        telling.set(false);
    }

    /** To be called first, once: it makes the answer begin. */
    void greet() {
        send(SseEmitter.event().reconnectTime(RECONNECT_AFTER_MILLIS).comment("watching"));
    }

    /** Ends where the order has. */
    void tell(ProgressResponse order, Instant now) {
        toldAt = now;
        seen = order.id();
        send(
                SseEmitter.event()
                        .id(order.id())
                        .name("order")
                        .data(order, MediaType.APPLICATION_JSON));
        if (order.status().isFinal()) {
            end();
        }
    }

    void beat(Instant now) {
        toldAt = now;
        send(SseEmitter.event().comment("still watching"));
    }

    void end() {
        ended = true;
        emitter.complete();
    }

    boolean hasEnded() {
        return ended;
    }

    private void send(SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
        } catch (IOException | IllegalStateException gone) {
            end(); // nobody is there to be told why
        }
    }
}
