package dev.orderflow.cli.mishap;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.cli.demo.ShopClient;
import dev.orderflow.cli.stack.StackProblem;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Where mishaps happen: a running system, a producer of one's own, and somebody who looks on. */
final class Stage implements AutoCloseable {

    private static final List<String> TOPICS =
            List.of(
                    "order-created.inventory-service.dlq",
                    "order-created.notification-service.dlq",
                    "product-updated.order-service.retry-1",
                    "product-updated.order-service.retry-2",
                    "product-updated.order-service.retry-3",
                    "product-updated.order-service.dlq");

    /** Twice what the longest of the usual retry delays comes to. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final long LOOK_AGAIN_MS = 50;

    private final ShopClient shop;
    private final Services services;
    private final Database orders;
    private final ToIntFunction<List<String>> commands;
    private final PrintWriter out;
    private final KafkaProducer<byte[], byte[]> producer;
    private final SideTopics sideTopics;
    private long curtain = System.nanoTime();

    Stage(
            ShopClient shop,
            Services services,
            Database orders,
            String bootstrapServers,
            ToIntFunction<List<String>> commands,
            PrintWriter out) {
        this.shop = shop;
        this.services = services;
        this.orders = orders;
        this.commands = commands;
        this.out = out;
        sideTopics = new SideTopics(bootstrapServers, TOPICS);
        producer =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    ShopClient shop() {
        return shop;
    }

    Services services() {
        return services;
    }

    Database orders() {
        return orders;
    }

    /** A name that nobody has used before. */
    static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The next mishap; its clock starts. */
    void open(String story) {
        out.println();
        story.lines().forEach(out::println);
        out.flush();
        curtain = System.nanoTime();
    }

    void say(String sentence) {
        out.println("  " + sentence);
        out.flush();
    }

    void tell(String where, String what) {
        var seconds = (System.nanoTime() - curtain) / 1e9;
        out.printf("  %5.1f s  %-40s %s%n", seconds, where, what);
        out.flush();
    }

    /** Sends a record as it is, and waits until the broker has it. */
    RecordMetadata send(String topic, String key, String value) {
        try {
            var sent =
                    producer.send(
                                    new ProducerRecord<>(
                                            topic, key.getBytes(UTF_8), value.getBytes(UTF_8)))
                            .get();
            tell(
                    topic,
                    "sent, offset %d of partition %d".formatted(sent.offset(), sent.partition()));
            return sent;
        } catch (ExecutionException e) {
            throw new StackProblem(
                    "The broker does not take records (%s); see ./orderflow status."
                            .formatted(e.getCause().getMessage()),
                    e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Waits until a record with this key is on one of the retry or dead-letter topics. */
    void awaitOn(String topic, String key) {
        await(
                "a record with key %s on %s".formatted(key, topic),
                () -> sideTopics.have(topic, key));
    }

    /** Waits until there is one. */
    <T> T awaitSome(String what, Supplier<Optional<T>> source) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var found = source.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end) {
                throw new NotSeenException(what);
            }
            pause();
        }
    }

    void await(String what, BooleanSupplier condition) {
        awaitSome(what, () -> condition.getAsBoolean() ? Optional.of(what) : Optional.empty());
    }

    /** Runs a command of this program as somebody at a terminal would, and shows both. */
    void mustSucceed(String... words) {
        type(0, words);
    }

    /** The same with a command that finds a problem. */
    void mustFail(String... words) {
        type(1, words);
    }

    private void type(int expected, String... words) {
        var line = Arrays.stream(words).map(Stage::quoted).collect(Collectors.joining(" "));
        out.println("  $ ./orderflow " + line);
        out.flush();
        var exitCode = commands.applyAsInt(List.of(words));
        if (exitCode != expected) {
            throw new NotSeenException(
                    "exit code %d of ./orderflow %s, but %d".formatted(expected, line, exitCode));
        }
    }

    private static String quoted(String word) {
        return word.contains(" ") ? "'" + word + "'" : word;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted", e);
    }

    @Override
    public void close() {
        producer.close();
        sideTopics.close();
    }
}
