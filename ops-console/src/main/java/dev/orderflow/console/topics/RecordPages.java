package dev.orderflow.console.topics;

import dev.orderflow.console.broker.Broker;
import dev.orderflow.console.topics.Selection.Place;
import dev.orderflow.topics.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

        /** Within a partition as they lie there, else by time. */
        Selection selection(int partitions) {
            var order = partitions == 1 ? Place.BY_OFFSET : Place.BY_TIME;
            return hasStart()
                    ? Selection.ofTheFirst(limit, order)
                    : Selection.ofTheLast(limit, order);
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
     * @param complete whether all that was to be looked at was, before time ran out
     * @param cut where to go on, if there was no room for all
     */
    record Page(List<Entry> records, long scanned, boolean complete, @Nullable Cut cut) {}

    /**
     * Where those begin that are not on the page: a partition's offset; or, of several partitions,
     * a time, unless that is where this page began.
     */
    record Cut(@Nullable Integer partition, @Nullable Long offset, @Nullable Instant since) {

        static Cut at(Place place, int partitions, @Nullable Instant began) {
            if (partitions == 1) {
                return new Cut(place.partition(), place.offset(), null);
            }
            var since = Instant.ofEpochMilli(place.at());
            return new Cut(null, null, began == null || since.isAfter(began) ? since : null);
        }
    }

    Page read(Wish wish) {
        readers.acquireUninterruptibly();
        try (var consumer = broker.consumer()) {
            return read(wish, consumer);
        } finally {
            readers.release();
        }
    }

    static Page read(Wish wish, Consumer<byte[], byte[]> consumer) {
        var partitions = partitions(wish, consumer);
        var ends = consumer.endOffsets(partitions);
        var starts = starts(wish, consumer, partitions, ends);
        var selection = wish.selection(partitions.size());
        var scanned = 0L;
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var reader = RecordReader.from(starts, consumer); // closes what our caller closes
        var open = new HashSet<>(partitions); // where there may be more for the page
        open.removeIf(it -> starts.get(it) >= ends.get(it));
        while (!open.isEmpty()) {
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
                if (wish.isWanted(Text.of(record.key()).text())
                        && !selection.offer(Place.of(record), () -> entry(record))
                        && wish.hasStart()) {
                    open.remove(new TopicPartition(record.topic(), record.partition()));
                }
            }
            reader.positions()
                    .forEach(
                            (partition, position) -> {
                                if (position >= ends.get(partition)) {
                                    open.remove(partition);
                                }
                            });
        }
        var cut = selection.leftOut().map(it -> Cut.at(it, partitions.size(), wish.since()));
        return new Page(selection.entries(), scanned, open.isEmpty(), cut.orElse(null));
    }

    private static List<TopicPartition> partitions(Wish wish, Consumer<byte[], byte[]> consumer) {
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
            Consumer<byte[], byte[]> consumer,
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
