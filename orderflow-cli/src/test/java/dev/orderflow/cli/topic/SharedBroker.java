package dev.orderflow.cli.topic;

import dev.orderflow.embedded.EmbeddedKafka;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One broker for all test classes that want one; it keeps ACLs, and lets everybody do all. */
public final class SharedBroker implements BeforeAllCallback {

    private static final Map<String, String> KEEPS_ACLS =
            Map.of(
                    "authorizer.class.name",
                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                    "super.users",
                    "User:ANONYMOUS");

    private EmbeddedKafka kafka;

    @Override
    public void beforeAll(ExtensionContext context) {
        kafka =
                context.getRoot()
                        .getStore(Namespace.create(SharedBroker.class))
                        .computeIfAbsent(
                                EmbeddedKafka.class,
                                _ -> EmbeddedKafka.start(KEEPS_ACLS),
                                EmbeddedKafka.class);
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** A topic that no other test knows. */
    public String createTopic(int partitions, Map<String, String> settings) throws Exception {
        var name = "topic-" + UUID.randomUUID();
        try (var admin = admin()) {
            var topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
            admin.createTopics(List.of(topic.configs(settings))).all().get();
        }
        return name;
    }

    /** Sends records, and waits until the broker has them. */
    public void send(List<ProducerRecord<byte[], byte[]>> records) {
        try (var producer =
                new KafkaProducer<>(
                        client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            records.forEach(producer::send);
        }
    }

    public Admin admin() {
        return Admin.create(client());
    }

    public Map<String, Object> client() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }
}
