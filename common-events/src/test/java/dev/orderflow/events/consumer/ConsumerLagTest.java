package dev.orderflow.events.consumer;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {

    private static final TopicPartition PARTITION = new TopicPartition("order-packed", 0);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final MockAdminClient broker = new Broker();
    final Map<String, List<String>> topicsByGroup = new LinkedHashMap<>();
    final ConsumerLag lag = new ConsumerLag(() -> broker, topicsByGroup, meters, Clock.systemUTC());

    @AfterEach
    void close() {
        lag.close();
    }

    @Test
    void a_group_whose_topic_is_missing_leaves_no_other_unmeasured() {
        createTopic();
        topicsByGroup.put("first", List.of("missing"));
        topicsByGroup.put("second", List.of(PARTITION.topic()));
        topicsByGroup.put("third", List.of("missing"));

        lag.read();

        assertThat(meters.get("kafka.consumer.group.lag").tag("group", "second").gauge().value())
                .isEqualTo(3);
        assertThat(lag.trouble()).hasValueSatisfying(it -> assertThat(it).contains("has not said"));
    }

    private void createTopic() {
        broker.createTopics(
                List.of(new NewTopic(PARTITION.topic(), Optional.of(1), Optional.of((short) 1))));
        broker.updateBeginningOffsets(Map.of(PARTITION, 0L));
        broker.updateEndOffsets(Map.of(PARTITION, 10L));
        broker.updateConsumerGroupOffsets(Map.of(PARTITION, 7L));
    }

    private static final class Broker extends MockAdminClient {

        Broker() {
            super(List.of(new Node(0, "localhost", 9092)), new Node(0, "localhost", 9092));
        }

        /** The mock has no answer where somebody asks for all partitions of a group. */
        @Override
        public synchronized ListConsumerGroupOffsetsResult listConsumerGroupOffsets(
                Map<String, ListConsumerGroupOffsetsSpec> groups,
                ListConsumerGroupOffsetsOptions options) {
            var partitions = new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(PARTITION));
            return super.listConsumerGroupOffsets(
                    groups.keySet().stream().collect(toMap(it -> it, _ -> partitions)), options);
        }
    }
}
