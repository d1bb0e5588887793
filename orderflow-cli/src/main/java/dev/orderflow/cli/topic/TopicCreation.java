package dev.orderflow.cli.topic;

import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.cli.stack.Topics;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** Creates topics of a list, all in one request. */
public final class TopicCreation {

    private final Broker broker;

    /** A creation of topics on this broker. */
    public TopicCreation(Broker broker) {
        this.broker = broker;
    }

    /**
     * Creates those that are missing, and returns their names. Those that exist stay as they are.
     *
     * @param replicas null for as many as the broker gives to whoever does not say
     */
    public List<String> createMissing(Topics topics, @Nullable Short replicas) {
        try (var admin = broker.admin()) {
            var existing = broker.await(admin.listTopics().names());
            var created =
                    admin.createTopics(
                                    topics.all().stream()
                                            .filter(it -> !existing.contains(it.name()))
                                            .map(it -> withReplicas(it, replicas))
                                            .toList())
                            .values();
            return created.keySet().stream()
                    .sorted()
                    .filter(
                            name -> {
                                try {
                                    broker.await(created.get(name));
                                    return true;
                                } catch (StackProblem e) {
                                    if (e.getCause() instanceof TopicExistsException) {
                                        return false;
                                    }
                                    throw e;
                                }
                            })
                    .toList();
        }
    }

    private static NewTopic withReplicas(NewTopic topic, @Nullable Short replicas) {
        return new NewTopic(
                        topic.name(),
                        Optional.of(topic.numPartitions()),
                        Optional.ofNullable(replicas))
                .configs(topic.configs());
    }
}
