package dev.orderflow.cli.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.cli.topic.Broker;
import dev.orderflow.embedded.EmbeddedKafka;
import dev.orderflow.embedded.EmbeddedMariaDb;
import dev.orderflow.embedded.MariaDbAccounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Broker and databases with the services' real tables and topics, and without the services: what
 * they would have written, a test writes.
 */
final class OwnSystem implements AutoCloseable {

    static final List<String> DATABASES =
            List.of(
                    "order_service",
                    "inventory_service",
                    "payment_service",
                    "notification_service");

    private static final Path PROJECT = Path.of("..");
    private static final String READER = "verify";
    private static final String PASSWORD = "secret";
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final EmbeddedKafka kafka = EmbeddedKafka.start();
    private final EmbeddedMariaDb database = EmbeddedMariaDb.start();
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;

    OwnSystem() throws Exception {
        var client = Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers());
        producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        admin = Admin.create(client);
        admin.createTopics(
                        topics().stream()
                                .map(it -> new NewTopic(it, Optional.of(1), Optional.empty()))
                                .toList())
                .all()
                .get();
        for (var name : DATABASES) {
            database.createDatabase(name, name, PASSWORD);
            try (var root = database.connect()) {
                MariaDbAccounts.grantReading(root, name, READER, PASSWORD);
            }
            createTables(name);
        }
    }

    /** As the checkout lists them. */
    static Set<String> topics() throws IOException {
        try (var lines = Files.lines(PROJECT.resolve("kafka-scripts/topics.txt"))) {
            return lines.filter(it -> !it.isBlank() && !it.startsWith("#"))
                    .map(it -> it.split("\\s+")[0])
                    .collect(Collectors.toSet());
        }
    }

    private void createTables(String name) throws IOException, SQLException {
        var migrations = new ArrayList<Path>();
        for (var folder :
                List.of(
                        "common-events/src/main/resources/db/common-events",
                        "common-web/src/main/resources/db/common-web",
                        name.replace('_', '-') + "/src/main/resources/db/migration")) {
            try (var files = Files.list(PROJECT.resolve(folder))) {
                files.sorted(Comparator.comparing(Path::toString)).forEach(migrations::add);
            }
        }
        for (var migration : migrations) {
            try (var connection =
                            DriverManager.getConnection(
                                    database.jdbcUrl(name) + "&allowMultiQueries=true",
                                    name,
                                    PASSWORD);
                    var statement = connection.createStatement()) {
                statement.execute(Files.readString(migration));
            }
        }
    }

    /** All in one transaction. */
    void execute(String... statements) throws SQLException {
        try (var root = database.connect();
                var statement = root.createStatement()) {
            root.setAutoCommit(false);
            for (var sql : statements) {
                statement.execute(sql);
            }
            root.commit();
        }
    }

    /** An event as its service would have sent it, in the past. */
    RecordMetadata send(String topic, UUID order, UUID event, Instant time) throws Exception {
        var value =
                """
                {"eventId":"%s","eventType":"%s","version":1,"aggregateId":"%s"}"""
                        .formatted(event, topic, order);
        return send(
                new ProducerRecord<>(
                        topic,
                        0,
                        time.toEpochMilli(),
                        order.toString().getBytes(UTF_8),
                        value.getBytes(UTF_8)));
    }

    RecordMetadata send(ProducerRecord<byte[], byte[]> record) throws Exception {
        return producer.send(record).get();
    }

    /** Every service has read everything. */
    void allHandled() throws Exception {
        for (var subscription : Subscription.ALL) {
            var topic = new TopicPartition(subscription.topic(), 0);
            var end = admin.listOffsets(Map.of(topic, OffsetSpec.latest())).all().get().get(topic);
            commit(subscription.group(), topic, end.offset());
        }
    }

    void commit(String group, TopicPartition partition, long next) throws Exception {
        admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(next)))
                .all()
                .get();
    }

    Verification.Report verify() throws SQLException {
        return new Verification(
                        database.jdbcUrl("order_service"),
                        READER,
                        PASSWORD,
                        Broker.at(kafka.bootstrapServers(), null),
                        GRACE)
                .run();
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        kafka.close();
        database.close();
    }
}
