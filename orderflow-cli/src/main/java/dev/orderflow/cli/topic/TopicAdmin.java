package dev.orderflow.cli.topic;

import dev.orderflow.cli.stack.StackProblem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What backups ask and tell the broker about topics. */
final class TopicAdmin implements AutoCloseable {

    private final Broker broker;
    private final Admin admin;

    TopicAdmin(Broker broker) {
        this.broker = broker;
        admin = broker.admin();
    }

    /** The topic with the settings that are its own; empty where there is none. */
    Optional<Manifest> describe(String topic) {
        int partitions;
        try {
            var found = admin.describeTopics(List.of(topic)).topicNameValues().get(topic);
            partitions = broker.await(found).partitions().size();
        } catch (StackProblem e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
        var own =
                settings(topic).entries().stream()
                        .filter(it -> it.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                        .filter(it -> it.value() != null)
                        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        return Optional.of(new Manifest(topic, partitions, own));
    }

    /** All settings that are in force for a topic. */
    Config settings(String topic) {
        var resource = new ConfigResource(Type.TOPIC, topic);
        return broker.await(admin.describeConfigs(List.of(resource)).values().get(resource));
    }

    /** The settings that would be in force for a topic if it was created. */
    Config settingsOf(Manifest topic) {
        return create(topic, new CreateTopicsOptions().validateOnly(true));
    }

    void create(Manifest topic) {
        create(topic, new CreateTopicsOptions());
    }

    private Config create(Manifest topic, CreateTopicsOptions options) {
        var wanted =
                new NewTopic(topic.topic(), Optional.of(topic.partitions()), Optional.empty())
                        .configs(topic.settings());
        return broker.await(admin.createTopics(List.of(wanted), options).config(topic.topic()));
    }

    StackProblem unknown(String topic) {
        return new StackProblem(
                "There is no topic '%s' at %s; kafka-scripts/describe-topics.sh lists those there are."
                        .formatted(topic, broker));
    }

    @Override
    public void close() {
        admin.close();
    }
}
