package dev.orderflow.console.topics;

import dev.orderflow.console.topics.RecordPages.Entry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Of the records that are read, those for the page: so many of the first, or of the last, and of
 * those without a gap as many as a page may hold. So there is an end to what is held at once,
 * however large records are and however many partitions a topic has.
 */
final class Selection {

    /** Characters. A record that is larger has a page of its own. */
    static final long ROOM = 2 << 20;

    private final int limit;
    private final Comparator<Place> order;

    /** At most so many, those first that are to be on the page first. */
    private final NavigableSet<Place> wanted;

    /** What of it there is room for; without a gap, from the first on. */
    private final Map<Place, Entry> held = new HashMap<>();

    private long size;

    /** From here on there is no room. */
    private @Nullable Place full;

    private Selection(int limit, Comparator<Place> order, Comparator<Place> importance) {
        this.limit = limit;
        this.order = order;
        this.wanted = new TreeSet<>(importance);
    }

    /** Where a record is. */
    record Place(int partition, long offset, long at) {

        static final Comparator<Place> BY_OFFSET = Comparator.comparing(Place::offset);
        static final Comparator<Place> BY_TIME =
                Comparator.comparing(Place::at)
                        .thenComparing(Place::partition)
                        .thenComparing(Place::offset);

        static Place of(ConsumerRecord<?, ?> record) {
            return new Place(record.partition(), record.offset(), record.timestamp());
        }
    }

    static Selection ofTheFirst(int limit, Comparator<Place> order) {
        return new Selection(limit, order, order);
    }

    static Selection ofTheLast(int limit, Comparator<Place> order) {
        return new Selection(limit, order, order.reversed());
    }

    /** Returns whether it is on the page now; what is not will never be. */
    boolean offer(Place place, Supplier<Entry> record) {
        wanted.add(place);
        if (wanted.size() > limit) {
            drop(Objects.requireNonNull(wanted.pollLast()));
        }
        if (wanted.contains(place) && isBefore(full, place)) {
            var entry = record.get();
            held.put(place, entry);
            size += size(entry);
            while (size > ROOM && held.size() > 1) {
                full = full == null ? wanted.last() : wanted.lower(full);
                drop(Objects.requireNonNull(full));
            }
        }
        return held.containsKey(place);
    }

    private boolean isBefore(@Nullable Place end, Place place) {
        return end == null || wanted.comparator().compare(place, end) < 0;
    }

    private void drop(Place place) {
        var entry = held.remove(place);
        if (entry != null) {
            size -= size(entry);
        }
    }

    private static long size(Entry entry) {
        return Stream.concat(
                        Stream.of(entry.key(), entry.value()),
                        entry.headers().stream().flatMap(it -> Stream.of(it.name(), it.value())))
                .filter(Objects::nonNull)
                .mapToLong(String::length)
                .sum();
    }

    /** The newest first. */
    List<Entry> entries() {
        return wanted.stream()
                .sorted(order.reversed())
                .filter(held::containsKey)
                .map(held::get)
                .toList();
    }

    /** Where those begin that there was no room for. */
    Optional<Place> leftOut() {
        return wanted.stream().filter(it -> !held.containsKey(it)).min(order);
    }
}
