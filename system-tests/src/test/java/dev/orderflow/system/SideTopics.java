package dev.orderflow.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** Looks at topics and at how far groups have come, from outside. Reads each topic once. */
final class SideTopics implements AutoCloseable {

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> read = new HashMap<>();

    SideTopics(String bootstrapServers) {
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrapServers);
        admin = Admin.create(settings);
        consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void awaitCommitted(String group, Collection<RecordMetadata> records) {
        Awaitility.await(group + " to be done with them")
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> {
                            var committed =
                                    admin.listConsumerGroupOffsets(group)
                                            .partitionsToOffsetAndMetadata()
                                            .get();
                            return records.stream()
                                    .allMatch(
                                            record -> {
                                                var offset =
                                                        committed.get(
                                                                new TopicPartition(
                                                                        record.topic(),
                                                                        record.partition()));
                                                return offset != null
                                                        && offset.offset() > record.offset();
                                            });
                        });
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return read.computeIfAbsent(topic, this::readAll);
    }

    /** Those on the topic that this record became. */
    List<ConsumerRecord<byte[], byte[]>> lettersOf(RecordMetadata place, String topic) {
        return records(topic).stream().filter(letter -> cameFrom(letter, place)).toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
        var partitions =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        return records;
    }

    private static boolean cameFrom(ConsumerRecord<byte[], byte[]> letter, RecordMetadata place) {
        return header(letter, "dlq.original.topic").equals(place.topic())
                && header(letter, "dlq.original.partition").equals("" + place.partition())
                && header(letter, "dlq.original.offset").equals("" + place.offset());
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
