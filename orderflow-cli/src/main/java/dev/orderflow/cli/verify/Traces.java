package dev.orderflow.cli.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What records leave in their consumer's database: a mark in the inbox, or a letter to review. */
final class Traces {

    private static final int AT_ONCE = 500;

    private final Connection databases;
    private final JsonMapper json = JsonMapper.shared();

    Traces(Connection databases) {
        this.databases = databases;
    }

    /** Those that the consumer should have handled, and that left nothing. */
    List<ConsumerRecord<byte[], byte[]>> without(
            Subscription subscription, List<ConsumerRecord<byte[], byte[]>> records)
            throws SQLException {
        var missing = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var first = 0; first < records.size(); first += AT_ONCE) {
            var part = records.subList(first, Math.min(records.size(), first + AT_ONCE));
            missing.addAll(unmarked(subscription, part));
        }
        if (missing.isEmpty()) {
            return missing;
        }
        var byPartition = new HashMap<TopicPartition, Set<Long>>();
        missing.forEach(
                it ->
                        byPartition
                                .computeIfAbsent(partition(it), _ -> new HashSet<>())
                                .add(it.offset()));
        for (var partition : byPartition.entrySet()) {
            partition.setValue(
                    notUpForReview(subscription, partition.getKey(), partition.getValue()));
        }
        missing.removeIf(it -> !byPartition.get(partition(it)).contains(it.offset()));
        return missing;
    }

    /** Of these places of a source topic, those that no letter of the service tells of. */
    Set<Long> notUpForReview(
            Subscription subscription, TopicPartition source, Collection<Long> offsets)
            throws SQLException {
        var unseen = new HashSet<>(offsets);
        var all = List.copyOf(unseen);
        for (var first = 0; first < all.size(); first += AT_ONCE) {
            var part = all.subList(first, Math.min(all.size(), first + AT_ONCE));
            try (var statement =
                    databases.prepareStatement(
                            "select origin_offset from %s.dead_letter where origin_topic = ? and origin_partition = ? and origin_offset in (%s)"
                                    .formatted(subscription.database(), places(part.size())))) {
                statement.setString(1, source.topic());
                statement.setInt(2, source.partition());
                for (var number = 0; number < part.size(); number++) {
                    statement.setLong(3 + number, part.get(number));
                }
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        unseen.remove(rows.getLong(1));
                    }
                }
            }
        }
        return unseen;
    }

    /** What is no event has no mark, and what is of a type unknown on this topic needs none. */
    private List<ConsumerRecord<byte[], byte[]>> unmarked(
            Subscription subscription, List<ConsumerRecord<byte[], byte[]>> records)
            throws SQLException {
        var byId = new LinkedHashMap<UUID, List<ConsumerRecord<byte[], byte[]>>>();
        var unmarked = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var record : records) {
            switch (look(record)) {
                case Look.Event(var id) ->
                        byId.computeIfAbsent(id, _ -> new ArrayList<>(1)).add(record);
                case Look.NoEvent _ -> unmarked.add(record);
                case Look.OtherType _ -> {
                    // Skipped, as it should be.
                }
            }
        }
        marked(subscription, byId.keySet()).forEach(byId::remove);
        byId.values().forEach(unmarked::addAll);
        return unmarked;
    }

    private Set<UUID> marked(Subscription subscription, Collection<UUID> ids) throws SQLException {
        var marked = new HashSet<UUID>();
        if (ids.isEmpty()) {
            return marked;
        }
        try (var statement =
                databases.prepareStatement(
                        "select event_id from %s.processed_event where consumer = ? and event_id in (%s)"
                                .formatted(subscription.database(), places(ids.size())))) {
            statement.setString(1, subscription.service());
            setIds(statement, ids);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    marked.add(TopicReader.uuid(rows.getBytes(1)));
                }
            }
        }
        return marked;
    }

    private static void setIds(PreparedStatement statement, Collection<UUID> ids)
            throws SQLException {
        var number = 2;
        for (var id : ids) {
            statement.setBytes(number++, TopicReader.bytes(id));
        }
    }

    /** What a record is, at a glance; the consumer looks closer. */
    private sealed interface Look {
        record Event(UUID id) implements Look {}

        record OtherType() implements Look {}

        record NoEvent() implements Look {}
    }

    private Look look(ConsumerRecord<byte[], byte[]> record) {
        try {
            var event = record.value() == null ? null : json.readTree(record.value());
            if (event == null) {
                return new Look.NoEvent();
            }
            var type = Optional.ofNullable(event.path("eventType").asString(null));
            if (type.isPresent() && !type.get().equals(record.topic())) {
                return new Look.OtherType();
            }
            return new Look.Event(UUID.fromString(event.path("eventId").asString("")));
        } catch (JacksonException | IllegalArgumentException notAnEvent) {
            return new Look.NoEvent();
        }
    }

    private static String places(int number) {
        return String.join(",", Collections.nCopies(number, "?"));
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
