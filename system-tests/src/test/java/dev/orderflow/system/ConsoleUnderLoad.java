package dev.orderflow.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.cli.demo.ShopClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks at the console of a local stack that runs while the events of many orders a second go over
 * its topics. They are those of one order again and again, which services know already: what the
 * machine can carry out does not matter. No test of the build: {@code docs/console-under-load.sh}
 * calls it.
 */
class ConsoleUnderLoad {

    private static final Pattern SAMPLE = Pattern.compile("data: ?(\\{.*\"number\".*)");
    private static final JsonMapper JSON = new JsonMapper();

    private final int offset = Integer.getInteger("orderflow.port-offset", 0);
    private final int ordersPerSecond = Integer.getInteger("orderflow.orders", 1_000);
    private final int seconds = Integer.getInteger("orderflow.seconds", 60);
    private final int viewers = Integer.getInteger("orderflow.viewers", 20);

    private final List<Seen> samples = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param late from when it was begun to when it was here, ms
     */
    private record Seen(JsonNode sample, int bytes, long late) {}

    @AfterEach
    void hangUp() {
        http.shutdownNow();
    }

    @Test
    void it_stays_quick_and_counts_right() throws Exception {
        var shop = new ShopClient(at(8080), at(8081), at(8082), at(8083));
        var shopper = Shopper.of(shop, "Espresso cup", 10);
        var order = shopper.firstOrder();
        var topics =
                Awaitility.await("the order's whole way")
                        .atMost(Duration.ofMinutes(1))
                        .until(
                                () ->
                                        shop.timeline(shopper.name(), order)
                                                .get("steps")
                                                .findValuesAsString("event"),
                                it -> it.contains("order-completed"));
        var events = eventsOf(order, topics);
        assertThat(events).hasSameSizeAs(topics);

        try (var browser = Browser.start()) {
            IntStream.range(0, viewers).forEach(it -> watch(it == 0));
            var page = browser.page(1280, 860);
            var pages = new ConsolePages(page, at(8084));
            pages.open("/");
            pages.says(page.locator(".connection"), "Live");
            var before = awaitQuiet();
            var used = processorSeconds();
            var begin = System.nanoTime();
            var opened = new ArrayList<Long>();
            var flood = Thread.ofVirtual().start(() -> flood(events));
            for (var path : List.of("/orders/" + order, "/topics/order-created", "/orders", "/")) {
                var since = System.nanoTime();
                pages.open(path);
                opened.add(millisSince(since));
            }
            flood.join();
            var took = (System.nanoTime() - begin) / 1e9;
            var cores = (processorSeconds() - used) / took;
            var after = awaitQuiet();

            for (var topic : topics) {
                assertThat(total(after, topic) - total(before, topic))
                        .as(topic)
                        .isEqualTo((long) ordersPerSecond * seconds);
            }
            assertThat(browser.complaints()).isEmpty();
            tell(topics.size(), took, cores, opened);
        }
    }

    private void tell(int events, double took, double cores, List<Long> opened) {
        System.out.printf(
                """
                offered       %d events a second for %.0f s, %d viewers and a browser
                shown         at most %.0f orders a second
                samples       %d, of %d bytes at most; late by %d ms (median), %d ms (at most)
                console       %.2f of a core
                pages open    %s ms (an order, a topic, all orders, the overview)
                """,
                ordersPerSecond * events,
                took,
                viewers,
                samples.stream()
                        .mapToDouble(it -> it.sample.at("/orders/placed").asDouble())
                        .max()
                        .orElseThrow(),
                samples.size(),
                samples.stream().mapToInt(Seen::bytes).max().orElseThrow(),
                late(0.5),
                late(1),
                cores,
                opened);
    }

    private long late(double share) {
        var sorted = samples.stream().mapToLong(Seen::late).sorted().toArray();
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private void watch(boolean writesDown) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (Stream<String> lines =
                                    http.send(
                                                    asOperator("/api/pipeline/events"),
                                                    BodyHandlers.ofLines())
                                            .body()) {
                                lines.filter(_ -> writesDown).forEach(this::writeDown);
                            } catch (IOException
                                    | UncheckedIOException
                                    | InterruptedException over) {
                                // by hangUp()
                            }
                        });
    }

    private void writeDown(String line) {
        var data = SAMPLE.matcher(line);
        if (data.matches()) {
            var sample = JSON.readTree(data.group(1));
            var since = Instant.parse(sample.get("at").asString());
            samples.add(
                    new Seen(
                            sample,
                            line.getBytes(UTF_8).length,
                            Duration.between(since, Instant.now()).toMillis()));
        }
    }

    /** A sample that says what its predecessor said. */
    private JsonNode awaitQuiet() {
        return Awaitility.await("what is on the topics to be handled")
                .atMost(Duration.ofMinutes(5))
                .until(
                        () -> samples.subList(Math.max(0, samples.size() - 2), samples.size()),
                        it ->
                                it.size() == 2
                                        && it.getFirst()
                                                .sample
                                                .get("flows")
                                                .equals(it.getLast().sample.get("flows")))
                .getLast()
                .sample;
    }

    private static long total(JsonNode sample, String topic) {
        for (var flow : sample.get("flows")) {
            if (flow.get("topic").asString().equals(topic)) {
                return flow.get("total").asLong();
            }
        }
        throw new IllegalArgumentException(topic);
    }

    private List<ConsumerRecord<byte[], byte[]>> eventsOf(UUID order, List<String> topics) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions =
                    topics.stream()
                            .flatMap(topic -> consumer.partitionsFor(topic).stream())
                            .map(it -> new TopicPartition(it.topic(), it.partition()))
                            .toList();
            var ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
                for (var event : consumer.poll(Duration.ofSeconds(1))) {
                    if (order.toString().equals(new String(event.key(), UTF_8))
                            && found.stream().noneMatch(it -> it.topic().equals(event.topic()))) {
                        found.add(event);
                    }
                }
            }
        }
        return found;
    }

    /** A hundredth of a second's worth at a time. */
    private void flood(List<ConsumerRecord<byte[], byte[]>> events) {
        try (var producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                broker(),
                                ProducerConfig.LINGER_MS_CONFIG,
                                "10"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            var begin = System.nanoTime();
            for (var number = 0; number < ordersPerSecond * seconds; number++) {
                for (var event : events) {
                    producer.send(
                            new ProducerRecord<>(
                                    event.topic(),
                                    event.partition(),
                                    event.key(),
                                    event.value(),
                                    event.headers()));
                }
                if (number % Math.max(1, ordersPerSecond / 100) == 0) {
                    var due = begin + TimeUnit.SECONDS.toNanos(number) / ordersPerSecond;
                    TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private double processorSeconds() throws IOException, InterruptedException {
        var answer =
                http.send(
                        asOperator("/actuator/metrics/process.cpu.time"), BodyHandlers.ofString());
        return JSON.readTree(answer.body()).at("/measurements/0/value").asDouble() / 1e9;
    }

    private HttpRequest asOperator(String path) {
        return HttpRequest.newBuilder(at(8084).resolve(path))
                .header("X-USER-ID", "operator")
                .header("X-USER-ROLES", "ADMIN")
                .build();
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private String broker() {
        return "127.0.0.1:" + (9092 + offset);
    }

    private URI at(int port) {
        return URI.create("http://127.0.0.1:" + (port + offset));
    }
}
