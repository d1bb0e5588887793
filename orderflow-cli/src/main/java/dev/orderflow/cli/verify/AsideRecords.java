package dev.orderflow.cli.verify;

import static dev.orderflow.cli.verify.Invariant.I8;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.cli.topic.Broker;
import dev.orderflow.topics.RecordReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** What a service has put aside of a topic: its retry topics and its dead-letter topic. */
final class AsideRecords {

    private static final Set<String> ALWAYS =
            Set.of(
                    "dlq.service",
                    "dlq.original.topic",
                    "dlq.original.partition",
                    "dlq.original.offset",
                    "dlq.original.timestamp",
                    "dlq.error.timestamp",
                    "dlq.error.class",
                    "dlq.error.message",
                    "dlq.error.stacktrace",
                    "dlq.attempts",
                    "dlq.reason");

    private static final String REPLAYS = "dlq.replay.count";

    /**
     * A dead letter.
     *
     * @param sourceTime when its source was written; tells it from one at the same place of a topic
     *     that was made anew
     * @param isAsItCame whether nobody has had the chance to mend it
     * @param time when the letter was written
     */
    record Letter(
            TopicPartition source,
            long offset,
            String sourceTime,
            Content content,
            boolean isAsItCame,
            long time) {

        boolean isOf(ConsumerRecord<?, ?> record) {
            return sourceTime.equals(Instant.ofEpochMilli(record.timestamp()).toString());
        }
    }

    private final Subscription subscription;
    private final Set<Content> contents = new HashSet<>();
    private final Map<TopicPartition, Map<Long, Set<Letter>>> letters = new HashMap<>();

    private AsideRecords(Subscription subscription) {
        this.subscription = subscription;
    }

    /**
     * Reads all of all subscriptions.
     *
     * @param topics all that the broker has
     * @param look is shown each record, and whose it is
     */
    static Map<Subscription, AsideRecords> read(
            Set<String> topics,
            Broker broker,
            BiConsumer<Subscription, ConsumerRecord<byte[], byte[]>> look,
            Findings findings) {
        var owners = new HashMap<String, AsideRecords>();
        var all = new HashMap<Subscription, AsideRecords>();
        for (var subscription : Subscription.ALL) {
            var own = new AsideRecords(subscription);
            all.put(subscription, own);
            topics.stream()
                    .filter(
                            it ->
                                    subscription.isRetried(it)
                                            || it.equals(subscription.deadLetters()))
                    .forEach(it -> owners.put(it, own));
        }
        try (var reader = RecordReader.fromBeginning(broker.consumer(), owners.keySet())) {
            var ends = reader.ends();
            for (var next = reader.next(ends); !next.isEmpty(); next = reader.next(ends)) {
                for (var record : next) {
                    var owner = owners.get(record.topic());
                    owner.note(record, findings);
                    look.accept(owner.subscription, record);
                }
            }
        }
        return all;
    }

    /** Whether it has put aside a record like this one. */
    boolean has(Content content) {
        return contents.contains(content);
    }

    /** The dead letters that this record has become. */
    Set<Letter> of(TopicPartition partition, long offset) {
        return letters.getOrDefault(partition, Map.of()).getOrDefault(offset, Set.of());
    }

    /** All dead letters that came from this partition. */
    List<Letter> of(TopicPartition partition) {
        return letters.getOrDefault(partition, Map.of()).values().stream()
                .flatMap(Set::stream)
                .toList();
    }

    Set<TopicPartition> sources() {
        return letters.keySet();
    }

    private void note(ConsumerRecord<byte[], byte[]> record, Findings findings) {
        contents.add(Content.of(record));
        if (record.topic().equals(subscription.deadLetters())) {
            if (isWhole(record)) {
                var letter = letter(record);
                letters.computeIfAbsent(letter.source(), _ -> new TreeMap<>())
                        .computeIfAbsent(letter.offset(), _ -> new HashSet<>(2))
                        .add(letter);
            } else {
                findings.add(
                        I8,
                        "A dead letter's headers are not those that its service writes",
                        "%s-%d@%d, headers=%s"
                                .formatted(
                                        record.topic(),
                                        record.partition(),
                                        record.offset(),
                                        List.of(record.headers().toArray()).stream()
                                                .map(Header::key)
                                                .filter(AsideRecords::isReserved)
                                                .sorted()
                                                .toList()));
            }
        }
    }

    /** All of them, each once, and nobody else's; about a record that could be its source. */
    private boolean isWhole(ConsumerRecord<byte[], byte[]> record) {
        var names = new HashSet<String>();
        for (var header : record.headers()) {
            if (isReserved(header.key()) && (header.value() == null || !names.add(header.key()))) {
                return false;
            }
        }
        names.remove(REPLAYS);
        return names.equals(ALWAYS)
                && text(record, "dlq.service").equals(subscription.service())
                && text(record, "dlq.original.topic").equals(subscription.topic())
                && text(record, "dlq.original.partition").equals("" + record.partition())
                && text(record, "dlq.original.offset").matches("\\d{1,18}");
    }

    private static Letter letter(ConsumerRecord<byte[], byte[]> record) {
        return new Letter(
                new TopicPartition(text(record, "dlq.original.topic"), record.partition()),
                Long.parseLong(text(record, "dlq.original.offset")),
                text(record, "dlq.original.timestamp"),
                Content.of(record),
                record.headers().lastHeader(REPLAYS) == null,
                record.timestamp());
    }

    private static boolean isReserved(String header) {
        return header.startsWith("dlq.") || header.startsWith("retry.");
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), UTF_8);
    }
}
