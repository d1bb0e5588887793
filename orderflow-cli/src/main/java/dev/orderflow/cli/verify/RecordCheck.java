package dev.orderflow.cli.verify;

import static dev.orderflow.cli.verify.Invariant.I10;
import static dev.orderflow.cli.verify.Invariant.I7;
import static dev.orderflow.cli.verify.Invariant.I8;

import dev.orderflow.cli.topic.Broker;
import dev.orderflow.topics.RecordReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Goes through every record that there is, and asks of each of its consumers what became of it.
 *
 * <p>How far the consumers are is asked first, then their retry and dead-letter topics are read,
 * and the databases' snapshot is later than the question, too: a consumer commits its offset when
 * all else is written, so what it has passed by then must be there now.
 */
final class RecordCheck {

    /** Beyond the grace, as records wait there on purpose; twice the longest usual delay. */
    private static final Duration RETRY_DELAY = Duration.ofSeconds(60);

    private final Broker broker;
    private final Committed committed;
    private final Findings findings;
    private final Instant standingSince;
    private final Map<Standing, ConsumerRecord<byte[], byte[]>> standing = new HashMap<>();

    private record Standing(Subscription subscription, TopicPartition partition) {}

    /**
     * To be made before the databases are looked at.
     *
     * @param grace how long a record may wait for its consumer
     */
    RecordCheck(Broker broker, Duration grace, Findings findings) {
        this.broker = broker;
        this.findings = findings;
        standingSince = Instant.now().minus(grace);
        committed = Committed.now(broker);
    }

    /**
     * @param databases a snapshot of all
     */
    void run(Connection databases) throws SQLException {
        var traces = new Traces(databases);
        var topics = broker.topics();
        var asides = AsideRecords.read(topics, broker, this::lookAtRetry, findings);
        var sources =
                Subscription.ALL.stream()
                        .map(Subscription::topic)
                        .filter(topics::contains)
                        .collect(Collectors.toSet());
        try (var reader = RecordReader.fromBeginning(broker.consumer(), sources)) {
            var ends = reader.ends();
            for (var next = reader.next(ends); !next.isEmpty(); next = reader.next(ends)) {
                var byTopic = next.stream().collect(Collectors.groupingBy(ConsumerRecord::topic));
                for (var subscription : Subscription.ALL) {
                    look(
                            subscription,
                            asides.get(subscription),
                            byTopic.getOrDefault(subscription.topic(), List.of()),
                            traces);
                }
            }
        }
        findLettersNobodySees(asides, traces);
        findStandstills();
    }

    private void look(
            Subscription subscription,
            AsideRecords aside,
            List<ConsumerRecord<byte[], byte[]>> records,
            Traces traces)
            throws SQLException {
        var passed = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var record : records) {
            var letters = aside.of(partition(record), record.offset());
            letters.stream()
                    .filter(it -> it.isAsItCame() && it.isOf(record))
                    .filter(it -> !it.content().equals(Content.of(record)))
                    .forEach(
                            _ ->
                                    findings.add(
                                            I8,
                                            "A dead letter is not the record that failed",
                                            "%s, %s".formatted(subscription, place(record))));
            if (record.offset() < committed.of(subscription, partition(record))) {
                if (letters.isEmpty()) {
                    passed.add(record);
                }
            } else {
                lookAtStanding(subscription, record, standingSince);
            }
        }
        for (var lost : traces.without(subscription, passed)) {
            if (!aside.has(Content.of(lost))) {
                findings.add(
                        I7,
                        "A consumer has passed a record that it neither handled nor put aside",
                        "%s, %s".formatted(subscription, place(lost)));
            }
        }
    }

    private void lookAtRetry(Subscription subscription, ConsumerRecord<byte[], byte[]> record) {
        if (subscription.isRetried(record.topic())
                && record.offset() >= committed.of(subscription, partition(record))) {
            lookAtStanding(subscription, record, standingSince.minus(RETRY_DELAY));
        }
    }

    /** The first record that the consumer has not passed. */
    private void lookAtStanding(
            Subscription subscription, ConsumerRecord<byte[], byte[]> record, Instant since) {
        var place = new Standing(subscription, partition(record));
        if (!standing.containsKey(place) && record.timestamp() < since.toEpochMilli()) {
            standing.put(place, record);
        }
    }

    /** Those that have not moved on meanwhile: a record can be old and just arrived. */
    private void findStandstills() {
        var now = Committed.now(broker);
        standing.forEach(
                (place, record) -> {
                    if (now.of(place.subscription(), place.partition()) <= record.offset()) {
                        findings.add(
                                I10,
                                "A consumer stands still before a record",
                                "%s, %s, written=%s"
                                        .formatted(
                                                place.subscription(),
                                                place(record),
                                                Instant.ofEpochMilli(record.timestamp())));
                    }
                });
    }

    private void findLettersNobodySees(Map<Subscription, AsideRecords> asides, Traces traces)
            throws SQLException {
        for (var subscription : Subscription.ALL) {
            var aside = asides.get(subscription);
            for (var source : aside.sources()) {
                var letters =
                        aside.of(source).stream()
                                .filter(it -> it.time() < standingSince.toEpochMilli())
                                .toList();
                var offsets =
                        letters.stream()
                                .map(AsideRecords.Letter::offset)
                                .collect(Collectors.toSet());
                for (var unseen : traces.notUpForReview(subscription, source, offsets)) {
                    findings.add(
                            I8,
                            "A dead letter is not up for review",
                            "%s, %s@%d".formatted(subscription, source, unseen));
                }
            }
        }
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return "%s@%d".formatted(partition(record), record.offset());
    }
}
