package dev.orderflow.events.consumer;

import dev.orderflow.events.wire.TopicNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Stops a start that cannot work, with a sentence that says what to do. A broker that is away is no
 * reason to stop.
 */
@Slf4j
@RequiredArgsConstructor
class TopicCheck {

    private static final int TIMEOUT_MS = 10_000;

    private final KafkaAdmin kafkaAdmin;
    private final TopicNames names;
    private final String service;

    void check(Iterable<String> subscribed) {
        var partitions = partitions(subscribed);
        if (partitions.isEmpty()) {
            return;
        }
        var problems = new ArrayList<String>();
        for (var topic : subscribed) {
            var deadLetters = names.deadLetters(topic, service);
            var has = partitions.get().getOrDefault(topic, 0);
            var deadLettersHas = partitions.get().getOrDefault(deadLetters, 0);
            if (has == 0) {
                problems.add("topic %s does not exist".formatted(topic));
            } else if (deadLettersHas == 0) {
                problems.add("topic %s does not exist".formatted(deadLetters));
            } else if (deadLettersHas < has) {
                problems.add(
                        "topic %s has %d partitions, but needs the %d of %s"
                                .formatted(deadLetters, deadLettersHas, has, topic));
            }
        }
        if (!problems.isEmpty()) {
            throw new TopicsNotReadyException(
                    "%s cannot start: %s. Create the topics of kafka-scripts/topics.txt on the broker, or set app.kafka.topics."
                            .formatted(service, String.join("; ", problems)));
        }
    }

    private java.util.Optional<Map<String, Integer>> partitions(Iterable<String> subscribed) {
        var wanted = new TreeSet<String>();
        subscribed.forEach(
                topic -> wanted.addAll(List.of(topic, names.deadLetters(topic, service))));
        try (var admin = Admin.create(kafkaAdmin.getConfigurationProperties())) {
            var found = new HashMap<String, Integer>();
            for (var answer : admin.describeTopics(wanted).topicNameValues().entrySet()) {
                try {
                    TopicDescription topic =
                            answer.getValue().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
                    found.put(answer.getKey(), topic.partitions().size());
                } catch (java.util.concurrent.ExecutionException failed) {
                    if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw failed;
                    }
                }
            }
            return java.util.Optional.of(found);
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException away) {
            log.warn("Kafka is away, the topics cannot be checked now: {}", away.toString());
            return java.util.Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return java.util.Optional.empty();
        }
    }
}
