package dev.orderflow.console.pipeline;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.orderflow.console.broker.Broker;
import dev.orderflow.console.pipeline.Pipeline.Reading;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * Asks the broker how far the topics and their readers have come: three calls, whatever the load.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class BrokerFigures {

    private static final Duration TOPICS_STAY = Duration.ofMinutes(1);

    private final Broker broker;
    private List<TopicPartition> partitions = List.of();
    private long looked;

    /**
     * @param brokers 0 where none answers
     * @param ends of every partition of the pipeline, retries included
     * @param committed by group
     */
    record Answer(
            int brokers,
            Map<TopicPartition, Long> ends,
            Map<String, Map<TopicPartition, Long>> committed) {

        static final Answer NONE = new Answer(0, Map.of(), Map.of());

        long total(String topic) {
            return ends.entrySet().stream()
                    .filter(it -> it.getKey().topic().equals(topic))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        long lag(Reading reading) {
            return waiting(reading.group(), Set.of(reading.topic()));
        }

        long retrying(Reading reading) {
            return waiting(
                    reading.group(),
                    ends.keySet().stream()
                            .map(TopicPartition::topic)
                            .filter(reading::isRetry)
                            .collect(Collectors.toSet()));
        }

        /** A partition of which a group knows nothing has not been its business so far. */
        private long waiting(String group, Set<String> topics) {
            var done = committed.getOrDefault(group, Map.of());
            return ends.entrySet().stream()
                    .filter(it -> topics.contains(it.getKey().topic()))
                    .mapToLong(
                            it -> {
                                var next = done.get(it.getKey());
                                return next == null ? 0 : Math.max(0, it.getValue() - next);
                            })
                    .sum();
        }
    }

    Answer ask() {
        try {
            var admin = broker.admin();
            var nodes = Broker.await(admin.describeCluster().nodes()).size();
            var latest = partitions().stream().collect(toMap(identity(), _ -> OffsetSpec.latest()));
            var ends = new HashMap<TopicPartition, Long>();
            Broker.await(admin.listOffsets(latest).all())
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return new Answer(nodes, ends, committed());
        } catch (KafkaException away) {
            log.debug("The broker tells nothing", away); // the page says so
            looked = 0;
            return Answer.NONE;
        }
    }

    private Map<String, Map<TopicPartition, Long>> committed() {
        var groups =
                Pipeline.readings()
                        .map(Reading::group)
                        .distinct()
                        .collect(toMap(identity(), _ -> new ListConsumerGroupOffsetsSpec()));
        var committed = new HashMap<String, Map<TopicPartition, Long>>();
        Broker.await(broker.admin().listConsumerGroupOffsets(groups).all())
                .forEach(
                        (group, offsets) -> {
                            var next = new HashMap<TopicPartition, Long>();
                            offsets.forEach(
                                    (partition, offset) -> {
                                        if (offset != null) {
                                            next.put(partition, offset.offset());
                                        }
                                    });
                            committed.put(group, next);
                        });
        return committed;
    }

    /** Topics come and go seldom. */
    private List<TopicPartition> partitions() {
        if (looked == 0 || System.nanoTime() - looked > TOPICS_STAY.toNanos()) {
            var there = Broker.await(broker.admin().listTopics().names());
            partitions = partitions(there.stream().filter(BrokerFigures::isOfThePipeline).toList());
            looked = System.nanoTime();
        }
        return partitions;
    }

    private List<TopicPartition> partitions(Collection<String> topics) {
        return Broker.await(broker.admin().describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(
                        topic ->
                                IntStream.range(0, topic.partitions().size())
                                        .mapToObj(it -> new TopicPartition(topic.name(), it)))
                .toList();
    }

    private static boolean isOfThePipeline(String topic) {
        return Pipeline.readings().anyMatch(it -> it.topic().equals(topic) || it.isRetry(topic));
    }
}
