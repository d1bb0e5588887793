package dev.orderflow.events.consumer;

import dev.orderflow.events.consumer.DeadLetters.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Handles what one poll brought: all its events in one transaction, and only if that fails each in
 * its own, so that one bad record harms no other. The container commits the offsets after this
 * returns; it throws only when a dependency is away, and then the container calls again with the
 * same records until it is back.
 */
@Slf4j
@RequiredArgsConstructor
class PollHandler implements BatchMessageListener<byte[], byte[]> {

    private static final int FIRST_ATTEMPT = 1;

    private final SubscriptionRegistry subscriptions;
    private final EventTransaction transaction;
    private final RecordHandling oneByOne;
    private final DeadLetters deadLetters;
    private final ConsumerMetrics metrics;
    private final boolean batch;
    private final Duration patience;

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        var readable = new ArrayList<Delivery.Readable<?>>(records.size());
        var others = new ArrayList<Delivery>();
        for (var record : records) {
            switch (subscriptions.read(record)) {
                case Delivery.Readable<?> event -> readable.add(event);
                case Delivery other -> others.add(other);
            }
        }
        if (!readable.isEmpty() && !(batch && handledTogether(readable))) {
            handleOneByOne(readable);
        }
        // Last, so that a poll repeated because of an outage does not bury its dead twice.
        others.forEach(this::putAside);
    }

    private boolean handledTogether(List<Delivery.Readable<?>> deliveries) {
        try {
            transaction.handle(deliveries, FIRST_ATTEMPT);
            return true;
        } catch (Throwable thrown) {
            if (Failure.of(thrown) == Failure.OUTAGE) {
                deliveries.forEach(delivery -> metrics.outage(delivery.record().topic()));
                throw new DependencyAwayException(thrown);
            }
            log.info(
                    "{} events are handled one by one, as together they failed: {}",
                    deliveries.size(),
                    thrown.toString());
            return false;
        }
    }

    /**
     * Many failing records that are all waited for would take longer than Kafka waits for the next
     * poll.
     */
    private void handleOneByOne(List<Delivery.Readable<?>> deliveries) {
        var end = System.nanoTime() + patience.toNanos();
        for (var delivery : deliveries) {
            oneByOne.handle(delivery, System.nanoTime() < end);
        }
    }

    private void putAside(Delivery delivery) {
        var topic = delivery.record().topic();
        switch (delivery) {
            case Delivery.Unknown(_, var eventType) -> {
                log.info(
                        "Skipped a record of {}: type {} is not known here",
                        topic,
                        printable(eventType));
                metrics.skipped(topic);
            }
            case Delivery.Unreadable(var record, var cause) -> {
                log.error(
                        "{}-{}@{} is dead: {}",
                        topic,
                        record.partition(),
                        record.offset(),
                        printable(cause.getMessage()));
                deadLetters.bury(record, Reason.UNPARSABLE, FIRST_ATTEMPT, cause);
                metrics.deadLettered(topic);
            }
            case Delivery.Readable<?> event ->
                    throw new IllegalArgumentException(event + " is to be handled");
        }
    }

    /** What a stranger wrote, without the line breaks and escapes that would forge a log line. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
