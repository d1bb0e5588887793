package dev.orderflow.events.consumer;

import dev.orderflow.events.wire.TopicNames;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Stops a start that cannot work, with a sentence that says what to do. A broker that is away is no
 * reason to stop.
 */
@Slf4j
@RequiredArgsConstructor
class TopicCheck {

    private static final int TIMEOUT_MS = 10_000;

    /** As good as for ever, and still something to reckon with. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final KafkaAdmin kafkaAdmin;
    private final TopicNames names;
    private final String service;
    private final Duration inboxRetention;
    private final Duration retryHorizon;

    void check(Collection<SubscriptionRegistry> consumers) {
        var found = describe(consumers);
        if (found.isEmpty()) {
            return;
        }
        var problems = new LinkedHashSet<String>();
        for (var consumer : consumers) {
            for (var topic : consumer.topics()) {
                problem(topic, consumer, found.get()).ifPresent(problems::add);
            }
        }
        if (!problems.isEmpty()) {
            throw new TopicsNotReadyException(
                    "%s cannot start: %s.".formatted(service, String.join("; ", problems)));
        }
    }

    /**
     * Fewer delays than before leave a topic that nobody reads; what waits there has to be known.
     */
    private void warnOfForgottenRetries(Set<String> existing, SubscriptionRegistry consumer) {
        for (var topic : consumer.topics()) {
            var tiers = consumer.retryTopics().of(topic);
            var next = names.retry(topic, consumer.group().consumer(), tiers.size() + 1);
            if (existing.contains(next)) {
                log.warn(
                        "Nobody reads {}: app.kafka.retry.delays has {} delays only. What still waits there is not handled.",
                        next,
                        tiers.size());
            }
        }
    }

    private Optional<String> problem(
            String name, SubscriptionRegistry consumer, Map<String, Topic> found) {
        var topic = found.get(name);
        if (topic == null) {
            return Optional.of("topic %s does not exist".formatted(name));
        }
        for (var asideName : asides(name, consumer).toList()) {
            var aside = found.get(asideName);
            if (aside == null) {
                return Optional.of("topic %s does not exist".formatted(asideName));
            }
            if (aside.partitions() < topic.partitions()) {
                return Optional.of(
                        "topic %s has %d partitions, but needs the %d of %s"
                                .formatted(
                                        asideName, aside.partitions(), topic.partitions(), name));
            }
        }
        var comesBackFor =
                topic.retention()
                        .plus(retryHorizon)
                        .plus(found.get(consumer.deadLetters(name)).retention());
        return topic.isCompacted() || inboxRetention.compareTo(shorter(comesBackFor, FOREVER)) >= 0
                ? Optional.empty()
                : Optional.of(
                        "app.kafka.inbox.retention is %s, but events of %s can come back for %s"
                                .formatted(inboxRetention, name, inWords(comesBackFor)));
    }

    private static String inWords(Duration comesBackFor) {
        return comesBackFor.compareTo(FOREVER) < 0
                ? comesBackFor.toString()
                : "ever, as retention.ms is without limit: set one, or remember them for %dd"
                        .formatted(FOREVER.toDays());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Where records of this topic go when they fail. */
    private static Stream<String> asides(String topic, SubscriptionRegistry consumer) {
        return Stream.concat(
                consumer.retryTopics().of(topic).stream(), Stream.of(consumer.deadLetters(topic)));
    }

    private static Stream<String> needed(SubscriptionRegistry consumer) {
        return consumer.topics().stream()
                .flatMap(topic -> Stream.concat(Stream.of(topic), asides(topic, consumer)));
    }

    /** Those of the topics that exist; empty when Kafka is away. */
    private Optional<Map<String, Topic>> describe(Collection<SubscriptionRegistry> consumers) {
        var wanted = consumers.stream().flatMap(TopicCheck::needed).distinct().toList();
        try (var admin = Admin.create(kafkaAdmin.getConfigurationProperties())) {
            var existing = admin.listTopics().names().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            consumers.forEach(consumer -> warnOfForgottenRetries(existing, consumer));
            var known = wanted.stream().filter(existing::contains).toList();
            var descriptions = admin.describeTopics(known).allTopicNames();
            var settings =
                    admin.describeConfigs(
                                    known.stream()
                                            .map(it -> new ConfigResource(Type.TOPIC, it))
                                            .toList())
                            .all();
            var found = new HashMap<String, Topic>();
            for (var name : known) {
                found.put(
                        name,
                        Topic.of(
                                descriptions.get(TIMEOUT_MS, TimeUnit.MILLISECONDS).get(name),
                                settings.get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                                        .get(new ConfigResource(Type.TOPIC, name))));
            }
            return Optional.of(found);
        } catch (ExecutionException | TimeoutException away) {
            log.warn("Kafka is away, the topics cannot be checked now: {}", away.toString());
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private record Topic(int partitions, Duration retention, boolean isCompacted) {

        static Topic of(TopicDescription description, Config settings) {
            return new Topic(
                    description.partitions().size(),
                    retention(Long.parseLong(settings.get("retention.ms").value())),
                    settings.get("cleanup.policy").value().contains("compact"));
        }

        private static Duration retention(long milliseconds) {
            return milliseconds < 0 ? FOREVER : Duration.ofMillis(milliseconds);
        }
    }
}
