package dev.orderflow.events.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import dev.orderflow.embedded.EmbeddedKafka;
import dev.orderflow.embedded.EmbeddedMariaDb;
import dev.orderflow.embedded.FreePorts;
import dev.orderflow.embedded.MariaDbSettings;
import dev.orderflow.events.EventPublisher;
import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.wire.EventCodec;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The broker or the database is away while events are published and consumed. How long is set by
 * the system property {@code orderflow.outage} in seconds; the default is as short as shows all.
 * How long it may take to recover is set by {@code orderflow.recovery}.
 */
@TestInstance(PER_CLASS)
class OutageTest {

    private static final Duration AWAY =
            Duration.ofSeconds(Integer.getInteger("orderflow.outage", 3));

    /** Generous, as the machine may be busy with other things; alone, it takes a tenth. */
    private static final Duration RECOVERY =
            Duration.ofSeconds(Integer.getInteger("orderflow.recovery", 120));

    private static final List<String> LETTERS =
            List.of("stock-reserved.probe-service.dlq", "stock-restored.probe-service.dlq");

    final int kafkaPort = FreePorts.next();
    final int databasePort = FreePorts.next();
    final Queue<UUID> accepted = new ConcurrentLinkedQueue<>();

    Path kafkaFolder;
    Path databaseFolder;
    EmbeddedKafka kafka;
    EmbeddedMariaDb database;
    ConfigurableApplicationContext service;
    ScheduledExecutorService customers;

    /** Once for all: whatever was away, afterwards everything is as before. */
    @BeforeAll
    void start(@TempDir Path kafkaFolder, @TempDir Path databaseFolder) throws Exception {
        this.kafkaFolder = kafkaFolder;
        this.databaseFolder = databaseFolder;
        kafka = EmbeddedKafka.start(kafkaFolder, kafkaPort);
        database = EmbeddedMariaDb.start(settings());
        database.createDatabase("probe", "probe", "probe");
        createTopics();
        service =
                new SpringApplicationBuilder(ProbeApplication.class)
                        .properties(
                                "server.port=0",
                                "spring.datasource.url=" + database.jdbcUrl("probe"),
                                "spring.datasource.username=probe",
                                "spring.datasource.password=probe",
                                "spring.kafka.bootstrap-servers=" + kafka.bootstrapServers())
                        .run();
    }

    @BeforeEach
    void customersCome() {
        customers = Executors.newSingleThreadScheduledExecutor();
        customers.scheduleWithFixedDelay(this::order, 0, 10, TimeUnit.MILLISECONDS);
        awaitAccepted(50);
    }

    @AfterEach
    void customersGo() {
        customers.shutdownNow();
    }

    private MariaDbSettings settings() {
        return MariaDbSettings.of(databaseFolder, databasePort, "root");
    }

    @AfterAll
    void stop() {
        service.close();
        database.close();
        kafka.close();
    }

    @Test
    void the_broker_is_away_and_events_are_published_all_the_same() {
        kafka.close();
        awaitReadiness(Status.DOWN);
        awaitAccepted(100);
        await().pollDelay(AWAY).atMost(AWAY.multipliedBy(2)).until(() -> true);

        kafka = EmbeddedKafka.start(kafkaFolder, kafkaPort);
        awaitRecovery();
    }

    @Test
    void the_database_is_killed_and_no_event_is_blamed_for_it() throws Exception {
        database.process().destroyForcibly();
        anotherServicePublishes();
        awaitReadiness(Status.DOWN);
        await().pollDelay(AWAY).atMost(AWAY.multipliedBy(2)).until(() -> true);

        database.close();
        database = EmbeddedMariaDb.start(settings());
        awaitAccepted(50);
        awaitRecovery();
    }

    /** An order is accepted when its transaction is committed; else the customer is told so. */
    private void order() {
        var id = UUID.randomUUID();
        try {
            new TransactionTemplate(service.getBean(PlatformTransactionManager.class))
                    .executeWithoutResult(
                            _ ->
                                    service.getBean(EventPublisher.class)
                                            .publish(new StockReserved(id)));
            accepted.add(id);
        } catch (RuntimeException refused) {
            // Not accepted, not to be looked for.
        }
    }

    /** Else all may be handled by the time the database dies, and the consumer misses nothing. */
    private void anotherServicePublishes() throws ExecutionException, InterruptedException {
        var event = new StockReserved(UUID.randomUUID());
        var value =
                service.getBean(EventCodec.class)
                        .encode(EventCodec.describe(event, Clock.systemUTC()), event);
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("stock-reserved", event.aggregateId(), value)).get();
        }
        accepted.add(event.orderId());
    }

    private void awaitAccepted(int more) {
        var before = accepted.size();
        await().atMost(Duration.ofSeconds(60)).until(() -> accepted.size() >= before + more);
    }

    private void awaitReadiness(Status status) {
        var health = service.getBean("eventConsumerHealthIndicator", HealthIndicator.class);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> status.equals(health.health().getStatus()));
    }

    private void awaitRecovery() {
        var started = System.nanoTime();
        var jdbc = service.getBean(JdbcTemplate.class);
        await().atMost(RECOVERY)
                .untilAsserted(
                        () -> {
                            var open = new ArrayList<>(accepted);
                            open.removeAll(effects(jdbc));
                            assertThat(open).hasSizeLessThan(20);
                        });
        customers.shutdown();
        await().atMost(RECOVERY)
                .untilAsserted(
                        // There may be more: nobody was told of a commit whose answer was lost.
                        () ->
                                assertThat(effects(jdbc))
                                        .doesNotHaveDuplicates()
                                        .containsAll(accepted));
        awaitReadiness(Status.UP);
        System.out.printf(
                "%d events, all handled once %.1f s after the return%n",
                accepted.size(), (System.nanoTime() - started) / 1e9);
        assertThat(jdbc.queryForObject("select count(*) from outbox_event", Long.class)).isZero();
        assertThat(deadLetters()).isZero();
    }

    private static List<UUID> effects(JdbcTemplate jdbc) {
        return jdbc.queryForList("select subject from effect", String.class).stream()
                .map(UUID::fromString)
                .toList();
    }

    private long deadLetters() {
        try (var admin = admin()) {
            var ends = new HashMap<TopicPartition, OffsetSpec>();
            LETTERS.forEach(topic -> ends.put(new TopicPartition(topic, 0), OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private void createTopics() throws ExecutionException, InterruptedException {
        var names = new ArrayList<>(LETTERS);
        for (var topic : List.of("stock-reserved", "stock-restored")) {
            names.add(topic);
            for (var tier = 1; tier <= 3; tier++) {
                names.add("%s.probe-service.retry-%d".formatted(topic, tier));
            }
        }
        names.add("stock-deducted");
        try (var admin = admin()) {
            admin.createTopics(
                            names.stream()
                                    .map(it -> new NewTopic(it, Optional.of(1), Optional.empty()))
                                    .toList())
                    .all()
                    .get();
        }
    }
}
