package dev.orderflow.events.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Sends events to the service under test as the other services would. */
public final class EventInjector implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private final TopicNames topics;
    private final EventCodec codec;
    private final Clock clock;
    private final List<String> groups;

    EventInjector(
            String bootstrapServers,
            TopicNames topics,
            EventCodec codec,
            Clock clock,
            List<String> consumers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        this.producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.admin = Admin.create(settings);
        this.topics = topics;
        this.codec = codec;
        this.clock = clock;
        this.groups =
                consumers.stream()
                        .map(consumer -> topics.topicPrefix() + consumer + "-group")
                        .toList();
    }

    /** Sends a new event and returns the metadata it travels with. */
    public EventMetadata send(Event event) {
        var metadata = EventCodec.describe(event, clock);
        send(metadata, event);
        return metadata;
    }

    /** Sends an event under known metadata: a redelivery, where it was sent before. */
    public void send(EventMetadata metadata, Event event) {
        sendRaw(topics.of(event.getClass()), event.aggregateId(), codec.encode(metadata, event));
    }

    /** Sends any bytes to any topic of this test, named without prefix or with it. */
    public void sendRaw(
            String topic, @Nullable String key, byte @Nullable [] value, Header... headers) {
        sendRaw(topic, null, key, value, List.of(headers));
    }

    /** The same, to a certain partition. */
    public void sendRaw(
            String topic,
            @Nullable Integer partition,
            @Nullable String key,
            byte @Nullable [] value,
            Iterable<Header> headers) {
        var name = topic.startsWith(topics.topicPrefix()) ? topic : topics.topicPrefix() + topic;
        try {
            producer.send(
                            new ProducerRecord<>(
                                    name,
                                    partition,
                                    key == null ? null : key.getBytes(UTF_8),
                                    value,
                                    headers))
                    .get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("Cannot send to " + name, failed.getCause());
        }
    }

    /** Waits until all consumers have handled, or put aside, everything that was sent until now. */
    public void awaitHandled() {
        for (var group : groups) {
            Awaitility.await("lag of " + group + " to be 0")
                    .atMost(PATIENCE)
                    .until(() -> lag(group) == 0);
        }
    }

    /** How far the service's own consumer has committed on each partition where it has. */
    public Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException {
        return admin
                .listConsumerGroupOffsets(groups.getFirst())
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }

    private long lag(String group) throws ExecutionException, InterruptedException {
        var described = admin.describeConsumerGroups(List.of(group)).all().get().get(group);
        var assigned =
                described.members().stream()
                        .flatMap(member -> member.assignment().topicPartitions().stream())
                        .toList();
        if (assigned.isEmpty() || described.groupState() != GroupState.STABLE) {
            return Long.MAX_VALUE; // what is nobody's at the moment would not be counted
        }
        var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        var starts = offsets(assigned, OffsetSpec.earliest());
        return offsets(assigned, OffsetSpec.latest()).entrySet().stream()
                .mapToLong(
                        end -> {
                            var offset = committed.get(end.getKey());
                            var start = starts.get(end.getKey());
                            return end.getValue()
                                    - (offset == null ? start : Math.max(start, offset.offset()));
                        })
                .sum();
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        return admin
                .listOffsets(partitions.stream().collect(Collectors.toMap(it -> it, _ -> which)))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
