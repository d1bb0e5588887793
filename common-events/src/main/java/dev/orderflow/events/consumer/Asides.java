package dev.orderflow.events.consumer;

import dev.orderflow.events.consumer.DeadLetters.Reason;
import dev.orderflow.events.wire.ProducerMetrics;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ProducerFactory;

/** Writes the records that failed to their retry topics and dead-letter topics. */
@Slf4j
@RequiredArgsConstructor
class Asides {

    private static final long ACKNOWLEDGE_SECONDS = 30;

    private final ProducerFactory<byte[], byte[]> producers;
    private final RetryTopics retryTopics;
    private final DeadLetters deadLetters;
    private final ProducerMetrics metrics;

    /**
     * Returns when all that can be written is acknowledged; unsettles those that could not.
     *
     * @return the partitions of those that could not
     */
    Set<TopicPartition> write(Poll poll) {
        var pending = new IdentityHashMap<Arrival, Future<RecordMetadata>>();
        var away = new HashSet<String>();
        poll.partitions().forEach(partition -> send(partition, poll, pending, away));
        var refused = new HashSet<TopicPartition>();
        pending.forEach(
                (arrival, sending) -> {
                    if (!isAcknowledged(arrival, sending)) {
                        poll.unsettle(arrival);
                        refused.add(arrival.partition());
                    }
                });
        return refused;
    }

    /** Behind a record that is refused, the others are read again, and are put aside then. */
    private void send(
            List<Arrival> partition,
            Poll poll,
            Map<Arrival, Future<RecordMetadata>> pending,
            Set<String> away) {
        for (var arrival : poll.settled(partition)) {
            var record = target(arrival, poll);
            if (record.isPresent()) {
                var sending = send(record.get(), away);
                pending.put(arrival, sending);
                if (sending.state() == Future.State.FAILED) {
                    return;
                }
            }
        }
    }

    /** The record to write, if this one is to be put aside. */
    private Optional<ProducerRecord<byte[], byte[]>> target(Arrival arrival, Poll poll) {
        return switch (poll.outcome(arrival)) {
            case Outcome.Retried(var cause) ->
                    retryTopics
                            .next(arrival)
                            .or(() -> Optional.of(bury(arrival, Reason.EXHAUSTED, cause, poll)));
            case Outcome.Dead(var reason, var cause) ->
                    Optional.of(bury(arrival, reason, cause, poll));
            case Outcome.Handled _, Outcome.Duplicate _, Outcome.Filtered _, Outcome.Skipped _ ->
                    Optional.empty();
        };
    }

    private ProducerRecord<byte[], byte[]> bury(
            Arrival arrival, Reason reason, Throwable cause, Poll poll) {
        poll.settle(arrival, new Outcome.Dead(reason, cause));
        return deadLetters.letter(arrival, reason, cause);
    }

    /** To look for a missing topic takes {@code max.block.ms}: once a poll is enough. */
    private Future<RecordMetadata> send(
            ProducerRecord<byte[], byte[]> record, Set<String> awayTopics) {
        if (awayTopics.contains(record.topic())) {
            return CompletableFuture.failedFuture(
                    new KafkaException("Topic %s is away".formatted(record.topic())));
        }
        var started = System.nanoTime();
        var sending =
                producers
                        .createProducer()
                        .send(
                                record,
                                (_, refused) ->
                                        metrics.sent(
                                                record.topic(),
                                                refused,
                                                System.nanoTime() - started));
        if (sending.state() == Future.State.FAILED) {
            awayTopics.add(record.topic());
        }
        return sending;
    }

    private static boolean isAcknowledged(Arrival arrival, Future<RecordMetadata> sending) {
        try {
            sending.get(ACKNOWLEDGE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException refused) {
            log.error(
                    "{} could not be put aside, its partition stops until it can: {}",
                    arrival,
                    refused.toString());
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
