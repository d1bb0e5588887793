package dev.orderflow.console.topics;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.console.topics.RecordPages.Entry;
import dev.orderflow.console.topics.RecordPages.Page;
import dev.orderflow.console.topics.RecordPages.Wish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records of a third of a page each, on three partitions in turn. */
class RecordPagesTest {

    private static final String TOPIC = "large";
    private static final int PARTITIONS = 3;
    private static final int RECORDS = 60;
    private static final byte[] THIRD = new byte[(int) Selection.ROOM / 3];
    private static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");

    @Test
    void a_page_of_the_latest_has_as_many_as_there_is_room_for_and_says_where_the_others_begin() {
        var page = read(new Wish(TOPIC, null, null, null, null, 50));

        assertThat(times(page)).containsExactly(at(59), at(58), at(57));
        assertThat(page.complete()).isTrue();
        assertThat(page.cut()).isNotNull();
        assertThat(page.cut().since()).isEqualTo(at(10));
    }

    @Test
    void from_page_to_page_nothing_is_missing_and_nothing_comes_twice() {
        assertThat(all(new Wish(TOPIC, 1, 0L, null, null, 200)))
                .extracting(Entry::offset)
                .containsExactlyElementsOf(offsets(0, RECORDS / PARTITIONS));
        assertThat(all(new Wish(TOPIC, null, null, BEGIN, null, 200)))
                .extracting(Entry::at)
                .containsExactlyElementsOf(
                        IntStream.range(0, RECORDS).mapToObj(it -> at(it)).toList());
        assertThat(all(new Wish(TOPIC, 2, null, null, null, 200)))
                .as("the latest, then from where those begin that there was no room for")
                .extracting(Entry::offset)
                .startsWith(17L, 18L, 19L, 0L, 1L)
                .endsWith(18L, 19L);
    }

    @Test
    void what_there_is_room_for_is_not_cut() {
        var page = read(new Wish(TOPIC, null, null, null, null, 3));

        assertThat(page.records()).hasSize(3);
        assertThat(page.cut()).isNull();
    }

    @Test
    void a_record_that_is_larger_than_a_page_has_one_of_its_own() {
        var page =
                RecordPages.read(
                        new Wish(TOPIC, 0, 0L, null, null, 20),
                        new Topic(
                                List.of(
                                        record(0, 0, new byte[4 * THIRD.length]),
                                        record(0, 1, THIRD))));

        assertThat(page.records()).extracting(Entry::offset).containsExactly(0L);
        assertThat(page.cut()).isEqualTo(new RecordPages.Cut(0, 1L, null));
    }

    /** Else the next page would be the same one again. */
    @Test
    void where_all_is_of_one_moment_no_time_to_go_on_is_named() {
        var atOnce =
                IntStream.range(0, 9)
                        .mapToObj(it -> record(it % PARTITIONS, it / PARTITIONS, THIRD, BEGIN))
                        .toList();

        var page =
                RecordPages.read(new Wish(TOPIC, null, null, BEGIN, null, 20), new Topic(atOnce));

        assertThat(page.records()).hasSize(3);
        assertThat(page.cut()).isEqualTo(new RecordPages.Cut(null, null, null));
    }

    /** As somebody does who goes on as long as the page says that there is more; oldest first. */
    private static List<Entry> all(Wish wish) {
        var all = new ArrayList<Entry>();
        var next = wish;
        for (var pages = 0; pages < RECORDS; pages++) {
            var page = read(next);
            assertThat(page.records()).hasSizeBetween(1, 3);
            all.addAll(page.records().reversed());
            var cut = page.cut();
            if (cut == null) {
                return all;
            }
            next = new Wish(TOPIC, cut.partition(), cut.offset(), cut.since(), null, wish.limit());
        }
        throw new AssertionError("There is no end to it: " + next);
    }

    private static Page read(Wish wish) {
        return RecordPages.read(
                wish,
                new Topic(
                        IntStream.range(0, RECORDS)
                                .mapToObj(it -> record(it % PARTITIONS, it / PARTITIONS, THIRD))
                                .toList()));
    }

    private static List<Instant> times(Page page) {
        return page.records().stream().map(Entry::at).toList();
    }

    private static Instant at(int second) {
        return BEGIN.plusSeconds(second);
    }

    private static List<Long> offsets(int first, int end) {
        return IntStream.range(first, end).mapToObj(it -> (long) it).toList();
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, byte[] value) {
        return record(partition, offset, value, at((int) offset * PARTITIONS + partition));
    }

    private static ConsumerRecord<byte[], byte[]> record(
            int partition, long offset, byte[] value, Instant at) {
        return new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                at.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                value.length,
                new byte[0],
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    /** Partitions with these records on them. */
    private static final class Topic extends MockConsumer<byte[], byte[]> {

        private final List<ConsumerRecord<byte[], byte[]>> records;

        Topic(List<ConsumerRecord<byte[], byte[]>> records) {
            super("none");
            this.records = records;
            setMaxPollRecords(4);
            var partitions =
                    IntStream.range(0, PARTITIONS)
                            .mapToObj(it -> new TopicPartition(TOPIC, it))
                            .toList();
            updatePartitions(
                    TOPIC,
                    partitions.stream()
                            .map(it -> new PartitionInfo(TOPIC, it.partition(), null, null, null))
                            .toList());
            updateBeginningOffsets(partitions.stream().collect(toMap(it -> it, _ -> 0L)));
            updateEndOffsets(partitions.stream().collect(toMap(it -> it, this::end)));
            schedulePollTask(() -> records.stream().filter(this::isAsked).forEach(this::addRecord));
        }

        private boolean isAsked(ConsumerRecord<byte[], byte[]> record) {
            return assignment().contains(new TopicPartition(TOPIC, record.partition()));
        }

        private long end(TopicPartition partition) {
            return records.stream().filter(it -> it.partition() == partition.partition()).count();
        }

        @Override
        public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                Map<TopicPartition, Long> times) {
            var found = new HashMap<TopicPartition, OffsetAndTimestamp>();
            times.forEach((partition, time) -> found.put(partition, first(partition, time)));
            return found;
        }

        private @Nullable OffsetAndTimestamp first(TopicPartition partition, long time) {
            return records.stream()
                    .filter(it -> it.partition() == partition.partition() && it.timestamp() >= time)
                    .findFirst()
                    .map(it -> new OffsetAndTimestamp(it.offset(), it.timestamp()))
                    .orElse(null);
        }
    }
}
