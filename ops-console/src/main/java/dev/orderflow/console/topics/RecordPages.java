package dev.orderflow.console.topics;

import dev.orderflow.console.broker.Broker;
import dev.orderflow.topics.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Some records of a topic. */
@Component
@RequiredArgsConstructor
class RecordPages {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Each reader holds some megabytes. */
    private static final int AT_ONCE = 3;

    private final Broker broker;
    private final Semaphore readers = new Semaphore(AT_ONCE);

    /** What somebody would like to see; what is null does not matter. */
    record Wish(
            String topic,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable Instant since,
            @Nullable String key,
            int limit) {

        /** An offset says where to begin in one partition only. */
        boolean hasStart() {
            return since != null || (offset != null && partition != null);
        }

        boolean isWanted(@Nullable String found) {
            return key == null || key.isEmpty() || (found != null && found.contains(key));
        }
    }

    record Header(String name, @Nullable String value, @Nullable String encoding) {}

    /** A record; texts that are none in UTF-8 are Base64, as the encoding beside them says. */
    record Entry(
            int partition,
            long offset,
            Instant at,
            @Nullable String key,
            @Nullable String keyEncoding,
            @Nullable String value,
            @Nullable String valueEncoding,
            int bytes,
            List<Header> headers) {}

    /**
     * @param records the newest first
     * @param scanned how many were looked at
     * @param complete whether all that was to be looked at was: with a key, time may have run out
     */
    record Page(List<Entry> records, long scanned, boolean complete) {}

    Page read(Wish wish) {
        readers.acquireUninterruptibly();
        try (var consumer = broker.consumer()) {
            return read(wish, consumer);
        } finally {
            readers.release();
        }
    }

    private static Page read(Wish wish, KafkaConsumer<byte[], byte[]> consumer) {
        var partitions = partitions(wish, consumer);
        var ends = consumer.endOffsets(partitions);
        var starts = starts(wish, consumer, partitions, ends);
        var found = new HashMap<Integer, ArrayDeque<Entry>>();
        partitions.forEach(it -> found.put(it.partition(), new ArrayDeque<>()));
        var scanned = 0L;
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var reader = RecordReader.from(starts, consumer); // closes what our caller closes
        while (!isEnough(wish, found.values())) {
            var left = deadline - System.nanoTime();
            var next =
                    left > 0
                            ? reader.next(ends, Duration.ofNanos(left))
                            : List.<ConsumerRecord<byte[], byte[]>>of();
            if (next.isEmpty()) {
                break;
            }
            for (var record : next) {
                scanned++;
                if (wish.isWanted(Text.of(record.key()).text())) {
                    keep(wish, found.get(record.partition()), record);
                }
            }
        }
        var complete =
                isEnough(wish, found.values())
                        || reader.positions().entrySet().stream()
                                .allMatch(it -> it.getValue() >= ends.get(it.getKey()));
        return new Page(chosen(wish, found), scanned, complete);
    }

    /** Only who said where to begin has enough before the end; and of each partition. */
    private static boolean isEnough(Wish wish, Collection<ArrayDeque<Entry>> found) {
        return wish.hasStart() && found.stream().allMatch(it -> it.size() == wish.limit());
    }

    private static void keep(
            Wish wish, ArrayDeque<Entry> found, ConsumerRecord<byte[], byte[]> record) {
        if (found.size() < wish.limit()) {
            found.add(entry(record));
        } else if (!wish.hasStart()) {
            found.removeFirst();
            found.add(entry(record));
        }
    }

    private static List<TopicPartition> partitions(
            Wish wish, KafkaConsumer<byte[], byte[]> consumer) {
        var partitions =
                consumer.partitionsFor(wish.topic()).stream()
                        .map(it -> new TopicPartition(it.topic(), it.partition()))
                        .filter(
                                it ->
                                        wish.partition() == null
                                                || wish.partition() == it.partition())
                        .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException();
        }
        return partitions;
    }

    private static Map<TopicPartition, Long> starts(
            Wish wish,
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> ends) {
        var begins = consumer.beginningOffsets(partitions);
        var starts = new HashMap<TopicPartition, Long>();
        if (wish.since() != null) {
            var asked = new HashMap<TopicPartition, Long>();
            partitions.forEach(it -> asked.put(it, wish.since().toEpochMilli()));
            consumer.offsetsForTimes(asked)
                    .forEach(
                            (partition, first) ->
                                    starts.put(
                                            partition,
                                            first == null ? ends.get(partition) : first.offset()));
        } else {
            for (var partition : partitions) {
                starts.put(partition, start(wish, begins.get(partition), ends.get(partition)));
            }
        }
        return starts;
    }

    private static long start(Wish wish, long begin, long end) {
        if (wish.offset() != null && wish.partition() != null) {
            return Math.clamp(wish.offset(), begin, end);
        }
        // The last ones; to find a key, all there are.
        return wish.key() == null || wish.key().isEmpty()
                ? Math.max(begin, end - wish.limit())
                : begin;
    }

    /** From where somebody said to begin, the first ones; else the last. */
    private static List<Entry> chosen(Wish wish, Map<Integer, ArrayDeque<Entry>> found) {
        var byTime =
                Comparator.comparing(Entry::at)
                        .thenComparing(Entry::partition)
                        .thenComparing(Entry::offset);
        var sorted = found.values().stream().flatMap(Collection::stream).sorted(byTime).toList();
        var many = Math.min(wish.limit(), sorted.size());
        return (wish.hasStart()
                        ? sorted.subList(0, many)
                        : sorted.subList(sorted.size() - many, sorted.size()))
                .reversed();
    }

    private static Entry entry(ConsumerRecord<byte[], byte[]> record) {
        var key = Text.of(record.key());
        var value = Text.of(record.value());
        var headers = new ArrayList<Header>();
        for (var header : record.headers()) {
            var text = Text.of(header.value());
            headers.add(new Header(header.key(), text.text(), text.encoding()));
        }
        return new Entry(
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                key.text(),
                key.encoding(),
                value.text(),
                value.encoding(),
                Objects.requireNonNullElse(record.value(), new byte[0]).length,
                headers);
    }
}
