package dev.orderflow.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

    @Test
    void records_survive_a_stop(@TempDir Path directory) throws Exception {
        int port = FreePorts.next();
        try (var broker = EmbeddedKafka.start(directory, port)) {
            createTopic(broker.bootstrapServers());
            send(broker.bootstrapServers(), "before the stop");
            assertThat(read(broker.bootstrapServers(), 1)).containsExactly("before the stop");
        }
        try (var broker = EmbeddedKafka.start(directory, port)) {
            send(broker.bootstrapServers(), "after the start");
            // The group goes on where it was: its offsets have survived as well.
            assertThat(read(broker.bootstrapServers(), 1)).containsExactly("after the start");
        }
    }

    @Test
    void records_survive_a_kill(@TempDir Path directory) throws Exception {
        int port = FreePorts.next();
        var bootstrapServers = "127.0.0.1:" + port;
        var first = runAlone(directory, port);
        try {
            createTopic(bootstrapServers);
            send(bootstrapServers, "before the kill");
        } finally {
            first.destroyForcibly().waitFor();
        }
        var second = runAlone(directory, port);
        try {
            assertThat(read(bootstrapServers, 1)).containsExactly("before the kill");
        } finally {
            second.destroy();
            assertThat(second.waitFor(30, TimeUnit.SECONDS)).as("ends when told to").isTrue();
        }
    }

    @Test
    void no_topic_is_created_by_being_used() {
        try (var broker = EmbeddedKafka.start();
                var admin = admin(broker.bootstrapServers());
                var producer = producer(broker.bootstrapServers())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("mistyped", "x")).get())
                    .isInstanceOf(ExecutionException.class);
            assertThatThrownBy(
                            () -> admin.describeTopics(List.of("mistyped")).allTopicNames().get())
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    private static Process runAlone(Path directory, int port) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", // quick to start
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedKafka.class.getName(),
                        directory.toString(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(new File(directory.toFile(), "kafka.log"))
                .start();
    }

    private static void createTopic(String bootstrapServers) throws Exception {
        try (var admin = admin(bootstrapServers)) {
            admin.createTopics(List.of(new NewTopic("words", 1, (short) 1))).all().get();
        }
    }

    private static void send(String bootstrapServers, String word) throws Exception {
        try (var producer = producer(bootstrapServers)) {
            producer.send(new ProducerRecord<>("words", word)).get();
        }
    }

    private static List<String> read(String bootstrapServers, int count) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", bootstrapServers,
                                "group.id", "readers",
                                "auto.offset.reset", "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.subscribe(List.of("words"));
            var words = new ArrayList<String>();
            var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (words.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> words.add(record.value()));
            }
            consumer.commitSync();
            return words;
        }
    }

    private static Admin admin(String bootstrapServers) {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    private static KafkaProducer<String, String> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "max.block.ms", "5000",
                        "acks", "all"),
                new StringSerializer(),
                new StringSerializer());
    }
}
