package dev.orderflow.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.util.Assert;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * One client that is told something by server-sent events. {@link EventStreams} opens it, keeps it
 * alive and ends it; a subclass is for who has to know more of a client than whose it is.
 *
 * <p>Any thread may send, and none waits for the client: what is sent is written in that order by a
 * virtual thread, which is there only while there is something to write. Between two events an open
 * stream is a socket and nothing else.
 */
@Slf4j
public class EventStream {

    /** So many events wait for a client that reads slowly, and no more. */
    static final int MOST_WAITING = 100;

    /**
     * How long it may take to learn that the other side is gone. The first write to a connection
     * that it has closed goes well, and makes it say so; the next one fails.
     */
    private static final Duration ECHO = Duration.ofSeconds(1);

    private static final long RECONNECT_AFTER_MILLIS = 2_000;

    private final String person;
    private final Instant knownUntil;
    private final Answer answer = new Answer();

    /** Guards all that changes; never held while something is written. */
    private final Object lock = new Object();

    private final Deque<Piece> waiting = new ArrayDeque<>();
    private final Deque<Piece> unconfirmed = new ArrayDeque<>(); // written, and perhaps in vain
    private @Nullable Piece current; // somebody writes it
    private boolean isOpen;
    private boolean isOver; // nothing more can be sent
    private boolean isAbandoned; // nor is anything written

    private Clock clock = Clock.systemUTC();
    private Runnable whenGone = () -> {};
    private Instant openedAt = Instant.MIN;
    private Instant toldAt = Instant.MIN;

    /**
     * @param caller whose it is, for as long as that is known
     */
    public EventStream(Caller caller) {
        this.person = caller.userId();
        this.knownUntil = caller.knownUntil();
    }

    public final String person() {
        return person;
    }

    /**
     * To be written after what was sent before. What is sent before the stream is opened is what it
     * begins with.
     *
     * @return false when it has ended, or too much waits for a client that reads too slowly
     */
    public final boolean send(SseEventBuilder event) {
        return offer(new Piece(event.build(), null));
    }

    /** The same for who wants to know what {@link EventStreams#deliver} tells. */
    final CompletableFuture<Boolean> deliver(Set<DataWithMediaType> event) {
        var isReceived = new CompletableFuture<Boolean>();
        return offer(new Piece(event, isReceived))
                ? isReceived
                : CompletableFuture.completedFuture(false);
    }

    /** As soon as all that was sent before is written. */
    public final void end() {
        synchronized (lock) {
            offer(Piece.end());
            isOver = true;
        }
    }

    /** Whether what is sent now is written at once. */
    final boolean isIdle() {
        synchronized (lock) {
            return !isOver && current == null && waiting.isEmpty();
        }
    }

    /**
     * To be called once.
     *
     * @param gone is called, perhaps more than once, when nothing is left of it
     */
    final SseEmitter open(Clock time, Runnable gone) {
        synchronized (lock) {
            Assert.state(!isOpen, "A stream is opened once");
            clock = time;
            whenGone = gone;
            openedAt = time.instant();
            toldAt = openedAt;
            isOpen = true;
            waiting.addFirst(Piece.greeting()); // so that the answer begins at once
            startWriting();
        }
        answer.onCompletion(this::isGone);
        answer.onError(_ -> isGone());
        return answer;
    }

    /** To be called now and then. */
    final void look(EventStreams.Limits limits) {
        synchronized (lock) {
            if (!isOpen) {
                return;
            }
            var now = clock.instant();
            if (current != null && current.isOlderThan(limits.heartbeat())) {
                abandon();
            } else if (openedAt.plus(limits.longest()).isBefore(now) || knownUntil.isBefore(now)) {
                end();
            } else if (isIdle() && isHeartbeatDue(now.minus(limits.heartbeat()))) {
                offer(Piece.heartbeat());
            }
        }
    }

    private boolean isHeartbeatDue(Instant longAgo) {
        var oldest = unconfirmed.peek();
        return toldAt.isBefore(longAgo) || (oldest != null && oldest.isOlderThan(ECHO));
    }

    /** Ends it now, whatever waits. */
    final void abandon() {
        lose();
        // Not by this thread: it has to wait for one that is stuck in writing.
        Thread.startVirtualThread(
                () -> {
                    try {
                        answer.complete();
                    } finally {
                        whenGone.run();
                    }
                });
    }

    private void isGone() {
        lose();
        whenGone.run();
    }

    private void lose() {
        var lost = new ArrayList<Piece>();
        synchronized (lock) {
            isOver = true;
            isAbandoned = true;
            lost.addAll(unconfirmed);
            lost.addAll(waiting);
            if (current != null) {
                lost.add(current);
            }
            unconfirmed.clear();
            waiting.clear();
            current = null;
        }
        lost.forEach(piece -> piece.settle(false));
    }

    private boolean offer(Piece piece) {
        synchronized (lock) {
            if (isOver || (waiting.size() >= MOST_WAITING && piece.event != null)) {
                return false;
            }
            waiting.add(piece);
            startWriting();
            return true;
        }
    }

    private void startWriting() {
        if (isOpen && current == null) {
            var first = waiting.poll();
            current = first;
            Thread.startVirtualThread(() -> write(first));
        }
    }

    private void write(@Nullable Piece first) {
        try {
            for (var piece = first; piece != null; piece = after(piece)) {
                if (piece.event == null) {
                    abandon();
                    return;
                }
                answer.send(piece.event);
            }
        } catch (IOException | IllegalStateException failed) {
            if (!isForeseen(failed)) {
                log.warn("A stream is ended, as an event cannot be written", failed);
            }
            abandon();
        }
    }

    private @Nullable Piece after(Piece done) {
        var received = new ArrayList<Piece>();
        synchronized (lock) {
            if (isAbandoned) {
                return null;
            }
            toldAt = clock.instant();
            while (!unconfirmed.isEmpty() && unconfirmed.element().isOlderThan(ECHO)) {
                received.add(unconfirmed.remove());
            }
            if (done.isReceived != null) {
                unconfirmed.add(new Piece(done.event, done.isReceived));
            }
            current = waiting.poll();
            received.forEach(piece -> piece.settle(true));
            return current;
        }
    }

    /** As when a client goes, or is sent away. */
    private boolean isForeseen(Exception failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        synchronized (lock) {
            return isAbandoned;
        }
    }

    /** Something to be written; its age is that of what was done with it last. */
    private static final class Piece {

        private final @Nullable Set<DataWithMediaType> event; // null is the end
        private final @Nullable CompletableFuture<Boolean> isReceived; // null where nobody asks
        private final long since = System.nanoTime(); // sockets know nothing of clocks that are set

        Piece(
                @Nullable Set<DataWithMediaType> event,
                @Nullable CompletableFuture<Boolean> isReceived) {
            this.event = event;
            this.isReceived = isReceived;
        }

        static Piece greeting() {
            var hello = SseEmitter.event().reconnectTime(RECONNECT_AFTER_MILLIS);
            return new Piece(hello.comment("watching").build(), null);
        }

        static Piece heartbeat() {
            return new Piece(SseEmitter.event().comment("still watching").build(), null);
        }

        static Piece end() {
            return new Piece(null, null);
        }

        boolean isOlderThan(Duration age) {
            return System.nanoTime() - since > age.toNanos();
        }

        /** Whoever waits for it keeps nobody else waiting. */
        void settle(boolean value) {
            if (isReceived != null) {
                isReceived.completeAsync(() -> value, Thread::startVirtualThread);
            }
        }
    }

    /** Ended by us, never by the server. */
    private static final class Answer extends SseEmitter {

        Answer() {
            super(0L);
        }

        @Override
        protected void extendResponse(ServerHttpResponse response) {
            super.extendResponse(response);
            response.getHeaders().setCacheControl(CacheControl.noStore());
            response.getHeaders().set("X-Accel-Buffering", "no"); // or a proxy keeps the events
        }
    }
}
