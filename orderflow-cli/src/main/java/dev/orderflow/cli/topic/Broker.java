package dev.orderflow.cli.topic;

import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.topics.RecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Where the topics are, and how to get there. */
public final class Broker {

    private static final int PATIENCE_MS = 15_000;

    /** More than any topic of ours lets in. */
    private static final int LARGEST_RECORD = 32 << 20;

    private final String address;
    private final Properties settings;

    private Broker(String address, Properties settings) {
        this.address = address;
        this.settings = settings;
    }

    /**
     * @param commandConfig client settings such as those for SASL and TLS, as Kafka's own tools
     *     take them
     */
    public static Broker at(String bootstrapServers, @Nullable Path commandConfig) {
        var settings = new Properties();
        settings.put("default.api.timeout.ms", Integer.toString(PATIENCE_MS));
        settings.put("request.timeout.ms", Integer.toString(PATIENCE_MS));
        if (commandConfig != null) {
            try (var in = Files.newInputStream(commandConfig)) {
                settings.load(in);
            } catch (IOException e) {
                throw new StackProblem("%s cannot be read.".formatted(commandConfig), e);
            }
        }
        settings.put("bootstrap.servers", bootstrapServers);
        return new Broker(bootstrapServers, settings);
    }

    public Admin admin() {
        return connect(() -> Admin.create(settings));
    }

    /** Reads what is committed, in no group. */
    public KafkaConsumer<byte[], byte[]> consumer() {
        var own = client(RecordReader.SETTINGS);
        return connect(
                () ->
                        new KafkaConsumer<>(
                                own, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** How far each group has come, by its own account; nothing for partitions it never touched. */
    public Map<String, Map<TopicPartition, Long>> committed(Collection<String> groups) {
        try (var admin = admin()) {
            var all = new HashMap<String, Map<TopicPartition, Long>>();
            for (var group : groups) {
                var offsets = new HashMap<TopicPartition, Long>();
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                        .forEach(
                                (partition, next) -> {
                                    if (next != null) {
                                        offsets.put(partition, next.offset());
                                    }
                                });
                all.put(group, offsets);
            }
            return all;
        }
    }

    /** The names of all topics, but Kafka's own. */
    public Set<String> topics() {
        try (var admin = admin()) {
            return await(admin.listTopics().names());
        }
    }

    /** Keeps the order of each partition over errors and repetitions. */
    KafkaProducer<byte @Nullable [], byte @Nullable []> producer() {
        var own =
                client(
                        Map.of(
                                "acks",
                                "all",
                                "enable.idempotence",
                                "true",
                                "max.block.ms",
                                PATIENCE_MS,
                                // What a compressing producer got past the topic's limit passes
                                // again.
                                "compression.type",
                                "gzip",
                                "max.request.size",
                                LARGEST_RECORD,
                                "buffer.memory",
                                LARGEST_RECORD));
        return connect(
                () ->
                        new KafkaProducer<>(
                                own, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** What a client of it has to be told, and more. */
    public Map<String, Object> client(Map<String, ?> more) {
        var all = new HashMap<String, Object>();
        settings.forEach((name, value) -> all.put(name.toString(), value));
        all.putAll(more);
        return all;
    }

    private <T> T connect(Supplier<T> client) {
        try {
            return client.get();
        } catch (KafkaException e) {
            var cause = e.getCause();
            throw new StackProblem(
                    "No connection to %s can be made: %s."
                            .formatted(address, (cause == null ? e : cause).getMessage()),
                    e);
        }
    }

    /**
     * The answer.
     *
     * @throws StackProblem with the broker's exception as its cause
     */
    <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException problem) {
                throw explained(problem);
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** What anything that talks to the broker can fail with, in a sentence. */
    StackProblem explained(KafkaException problem) {
        return switch (problem) {
            case TimeoutException _ -> noAnswer(problem);
            case AuthenticationException _ ->
                    new StackProblem(
                            "%s does not believe who you are (%s): see --command-config."
                                    .formatted(address, problem.getMessage()),
                            problem);
            case AuthorizationException _ ->
                    new StackProblem(
                            "%s refuses this (%s): use a --command-config of somebody who may."
                                    .formatted(address, problem.getMessage()),
                            problem);
            default ->
                    new StackProblem(
                            "%s refuses this: %s".formatted(address, problem.getMessage()),
                            problem);
        };
    }

    StackProblem noAnswer(@Nullable Throwable cause) {
        var sentence =
                "No broker answers at %s: start one with ./orderflow up, or say where it is with --bootstrap-server."
                        .formatted(address);
        return cause == null ? new StackProblem(sentence) : new StackProblem(sentence, cause);
    }

    @Override
    public String toString() {
        return address;
    }
}
