package dev.orderflow.web;

import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * The server-sent event streams that are open in this instance. Let it be a bean: it opens streams
 * while the context runs, and ends them before the web server begins to wait for its open requests,
 * which these would never do by themselves. Clients come again, to another instance.
 *
 * <ul>
 *   <li><b>Nobody waits for a client.</b> Each stream is written by virtual threads of its own; one
 *       more looks after all of them, twice a second.
 *   <li><b>A client that has closed its connection is noticed</b> by the second heartbeat after
 *       that at the latest, and by the first where it was sent something in between. One that does
 *       not read is given up when an event could not be written for as long as a heartbeat.
 *   <li><b>Streams are counted until nothing is left of them.</b> One that was given up is until
 *       the server has done with its socket: with Tomcat when nothing could be written to it for
 *       {@code server.tomcat.connection-timeout}.
 * </ul>
 *
 * <p>Not promised: that a client has read what was sent to it, which only the client could say, and
 * one that has lost its network says nothing; that who comes again gets what they missed, unless
 * you send it; anything of streams that are open in other instances.
 *
 * @param <S> {@link EventStream}, or a subclass that knows more
 */
@RequiredArgsConstructor
public final class EventStreams<S extends EventStream> implements SmartLifecycle {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Limits limits;
    private final Clock clock;
    private final Set<S> streams = ConcurrentHashMap.newKeySet();
    private @Nullable Thread looking;

    /**
     * @param heartbeat how long a stream is silent at most, so that proxies and clients know it is
     *     there; and how long an event may wait to be written
     * @param longest a stream ends after this time, and when its caller's token expires; clients
     *     come again by themselves
     * @param maxStreams open at once in this instance
     * @param maxPerPerson open at once of one person in this instance
     */
    public record Limits(
            @DefaultValue("15s") Duration heartbeat,
            @DefaultValue("10m") Duration longest,
            @DefaultValue("1000") @Min(1) int maxStreams,
            @DefaultValue("10") @Min(1) int maxPerPerson) {}

    /**
     * @param stream one that was not opened before
     * @return what a controller's method returns, as it is or as a body; it brings the headers that
     *     caches and proxies want
     * @throws TooManyStreamsException when there are as many as there may be, or this instance goes
     */
    public synchronized SseEmitter open(S stream) {
        if (looking == null || streams.size() >= limits.maxStreams()) {
            throw TooManyStreamsException.ofAll();
        }
        var ofPerson = streams.stream().filter(it -> it.person().equals(stream.person())).count();
        if (ofPerson >= limits.maxPerPerson()) {
            throw TooManyStreamsException.ofOnePerson(limits.maxPerPerson());
        }
        streams.add(stream);
        return stream.open(clock, () -> streams.remove(stream));
    }

    /**
     * Sends it to all streams of a person.
     *
     * @return true when one of the clients was still there a second after the event was written to
     *     it; false when that is known of none: there is no stream, it ended, or could not be
     *     written to within a heartbeat. (The client may have got it all the same.) What is not
     *     known at once comes on a thread of its own, within two heartbeats
     */
    public CompletableFuture<Boolean> deliver(String person, SseEventBuilder event) {
        var data = event.build();
        var isReceived = new CompletableFuture<Boolean>();
        var all =
                streams.stream()
                        .filter(stream -> stream.person().equals(person))
                        .map(stream -> stream.deliver(data))
                        .map(sent -> sent.thenAccept(it -> seen(it, isReceived)))
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all).thenRun(() -> isReceived.complete(false));
        return isReceived;
    }

    private static void seen(boolean isSeen, CompletableFuture<Boolean> by) {
        if (isSeen) {
            by.complete(true);
        }
    }

    /** Those to which nothing is being written: what is sent to one of them now leaves at once. */
    public List<S> idle() {
        return streams.stream().filter(EventStream::isIdle).toList();
    }

    /** How many there are, those included that are being ended. */
    public int size() {
        return streams.size();
    }

    @Override
    public synchronized void start() {
        if (looking == null) {
            looking = Thread.ofVirtual().name("event streams").start(this::look);
        }
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                streams.forEach(stream -> stream.look(limits));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for none of them. */
    @Override
    public synchronized void stop() {
        if (looking != null) {
            looking.interrupt();
            looking = null;
            streams.forEach(EventStream::abandon);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return looking != null;
    }
}
