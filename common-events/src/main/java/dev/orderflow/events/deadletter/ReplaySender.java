package dev.orderflow.events.deadletter;

import dev.orderflow.events.deadletter.SendQueue.Parcel;
import dev.orderflow.events.wire.ProducerMetrics;
import dev.orderflow.events.wire.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends letters that are due to the first retry topic of the consumer that could not handle them.
 * Several instances share the work: each claims letters in a short transaction, sends them outside
 * of any, and marks them in another. If one dies in between they are sent once more, by it or by
 * another, and the consumer's inbox makes it one effect.
 */
@Slf4j
class ReplaySender implements SmartLifecycle {

    private static final int BATCH = 50;
    private static final int FIRST_TIER = 1;
    private static final Duration CLAIM = Duration.ofSeconds(60);
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(30);
    private static final Duration NEXT_TRY = Duration.ofSeconds(5);

    /** How often an idle instance asks, with a query that an index answers. */
    private static final Duration REST = Duration.ofSeconds(1);

    private static final Duration SHORTEST_REST = Duration.ofMillis(5);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private final TransactionTemplate transaction;
    private final SendQueue queue;
    private final ProducerFactory<byte[], byte[]> producers;
    private final TopicNames topics;
    private final ProducerMetrics metrics;
    private final Clock clock;
    private final Semaphore wakeUps = new Semaphore(0);

    private volatile boolean running;
    private @Nullable Thread thread;

    ReplaySender(
            TransactionTemplate transaction,
            SendQueue queue,
            ProducerFactory<byte[], byte[]> producers,
            TopicNames topics,
            ProducerMetrics metrics,
            Clock clock) {
        this.transaction = transaction;
        this.queue = queue;
        this.producers = producers;
        this.topics = topics;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** There may be something to send; never blocks. */
    void wake() {
        wakeUps.release();
    }

    private void sendUntilStopped() {
        var rest = REST;
        while (running) {
            try {
                sendDue();
                rest = untilNextDue();
            } catch (
                    Throwable failed) { // whatever it is: while this thread lives, letters are sent
                rest = longer(rest);
                log.warn("Replays wait {} before they go on: {}", rest, failed.toString());
            }
            rest(rest);
        }
    }

    private Duration untilNextDue() {
        return transaction
                .execute(_ -> queue.nextDue())
                .map(due -> Duration.between(clock.instant(), due))
                .filter(wait -> wait.compareTo(REST) < 0)
                .map(wait -> wait.compareTo(SHORTEST_REST) > 0 ? wait : SHORTEST_REST)
                .orElse(REST);
    }

    private void rest(Duration rest) {
        try {
            if (wakeUps.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private void sendDue() {
        List<Parcel> claimed;
        do {
            claimed = transaction.execute(_ -> queue.claim(BATCH, CLAIM));
            if (!claimed.isEmpty()) {
                send(claimed);
            }
        } while (running && claimed.size() == BATCH);
    }

    private void send(List<Parcel> claimed) {
        var pending = new LinkedHashMap<Parcel, Future<RecordMetadata>>();
        var refused = new ArrayList<Parcel>();
        var postponed = new ArrayList<Parcel>();
        var closedSources = new HashSet<Source>();
        var producer = producers.createProducer();
        for (var parcel : claimed) {
            if (parcel.isTooLate()) {
                refused.add(parcel);
            } else if (closedSources.contains(parcel.source())) {
                // To look for a broker or a topic in vain takes seconds: once is enough.
                postponed.add(parcel);
            } else {
                try {
                    pending.put(parcel, send(record(parcel, producer), producer));
                } catch (KafkaException away) {
                    log.warn(
                            "Letter {} cannot be sent now: {}", parcel.letterId(), away.toString());
                    closedSources.add(parcel.source());
                    postponed.add(parcel);
                }
            }
        }
        var sent = acknowledged(pending, refused, postponed);
        transaction.executeWithoutResult(
                _ -> {
                    queue.markSent(sent);
                    queue.postpone(postponed, NEXT_TRY);
                    refused.forEach(queue::giveBack);
                });
    }

    private Future<RecordMetadata> send(
            ProducerRecord<byte[], byte[]> record, Producer<byte[], byte[]> producer) {
        var started = System.nanoTime();
        return producer.send(
                record,
                (_, refused) -> metrics.sent(record.topic(), refused, System.nanoTime() - started));
    }

    private List<Parcel> acknowledged(
            Map<Parcel, Future<RecordMetadata>> pending,
            List<Parcel> refused,
            List<Parcel> postponed) {
        var sent = new ArrayList<Parcel>();
        var end = System.nanoTime() + ACKNOWLEDGED_WITHIN.toNanos();
        pending.forEach(
                (parcel, sending) -> {
                    try {
                        sending.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                        sent.add(parcel);
                    } catch (ExecutionException failed) {
                        var forGood = failed.getCause() instanceof RecordTooLargeException;
                        (forGood ? refused : postponed).add(parcel);
                        log.warn(
                                "Kafka did not take letter {}{}: {}",
                                parcel.letterId(),
                                forGood ? ", it is open again" : "",
                                String.valueOf(failed.getCause()));
                    } catch (TimeoutException slow) {
                        postponed.add(parcel);
                        log.warn("Kafka has not acknowledged letter {}", parcel.letterId());
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                });
        return sent;
    }

    private ProducerRecord<byte[], byte[]> record(Parcel parcel, Producer<?, ?> producer) {
        var topic = topics.retry(parcel.source().topic(), parcel.source().consumer(), FIRST_TIER);
        var partition = parcel.origin().partition();
        var exists = partition < producer.partitionsFor(topic).size();
        var record =
                new ProducerRecord<>(
                        topic,
                        exists ? partition : null, // a stranger's word; or the topic is another now
                        parcel.content().key(),
                        parcel.content().value());
        parcel.headers().headers().forEach(record.headers()::add);
        parcel.origin().addTo(record.headers());
        return record;
    }

    private static Duration longer(Duration rest) {
        if (rest.compareTo(REST) < 0) {
            return REST;
        }
        var doubled = rest.multipliedBy(2);
        return doubled.compareTo(LONGEST_REST) < 0 ? doubled : LONGEST_REST;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("dead-letter-replay").start(this::sendUntilStopped);
    }

    @Override
    public void stop() {
        running = false;
        wake();
        try {
            if (thread != null) {
                thread.join(Duration.ofSeconds(10));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
