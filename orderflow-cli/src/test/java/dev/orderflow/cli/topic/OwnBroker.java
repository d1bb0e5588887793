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
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A broker for a test class. */
final class OwnBroker implements BeforeAllCallback, AfterAllCallback {

    private EmbeddedKafka kafka;

    @Override
    public void beforeAll(ExtensionContext context) {
        kafka = EmbeddedKafka.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        kafka.close();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** A topic that no other test knows. */
    String createTopic(int partitions, Map<String, String> settings) throws Exception {
        var name = "topic-" + UUID.randomUUID();
        try (var admin = admin()) {
            var topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
            admin.createTopics(List.of(topic.configs(settings))).all().get();
        }
        return name;
    }

    /** Sends records, and waits until the broker has them. */
    void send(List<ProducerRecord<byte[], byte[]>> records) {
        try (var producer =
                new KafkaProducer<>(
                        client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            records.forEach(producer::send);
        }
    }

    Admin admin() {
        return Admin.create(client());
    }

    Map<String, Object> client() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }
}
