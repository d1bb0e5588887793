package dev.orderflow.events.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.orderflow.events.ConsumerProgress;
import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.PublishedEvents;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.TopicNames;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;

/** What stops a consumer or a partition shows in its health, and ends without anybody's help. */
@OrderflowTest
class ConsumerTroubleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Autowired ProbeApplication.Probe probe;
    @Autowired EventInjector others;
    @Autowired PublishedEvents published;
    @Autowired EventCodec codec;
    @Autowired TopicNames topics;
    @Autowired Clock clock;
    @Autowired MeterRegistry meters;
    @Autowired ConsumerProgress progress;

    @Autowired
    @Qualifier("eventConsumerHealthIndicator")
    HealthIndicator health;

    @Autowired
    @Qualifier("eventConsumers")
    SmartLifecycle consumers;

    @Value("${spring.kafka.bootstrap-servers}")
    String bootstrapServers;

    final UUID subject = UUID.randomUUID();

    @Test
    void an_outage_stops_everything_for_as_long_as_it_lasts() {
        var isAway = new AtomicBoolean(true);
        var other = UUID.randomUUID();
        probe.failWhile(
                subject,
                isAway::get,
                () -> new DataAccessResourceFailureException("Connection refused"));

        others.send(new StockReserved(subject));
        others.send(new StockReserved(other));
        awaitDown("A dependency is away");
        isAway.set(false);
        others.awaitHandled();

        assertThat(probe.effects(subject)).containsExactly("reserved");
        assertThat(probe.effects(other)).containsExactly("reserved");
        assertThat(published.records("stock-reserved.probe-service.retry-1"))
                .filteredOn(record -> record.key() != null)
                .noneMatch(record -> subject.toString().equals(new String(record.key(), UTF_8)));
        awaitUp();
    }

    @Test
    void a_consumer_thread_that_ends_is_started_again() {
        probe.fail(subject, 1, () -> new OutOfMemoryError("made up by a test"));

        others.send(new StockReserved(subject));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            assertThat(gauge("kafka.consumer.listening")).isZero();
                            assertThat(health.health().getDetails().get("trouble"))
                                    .isEqualTo("A consumer thread has ended");
                        });

        awaitUp();
        assertThat(gauge("kafka.consumer.listening")).isEqualTo(1);
        others.awaitHandled();
        assertThat(probe.effects(subject)).containsExactly("reserved");
    }

    @Test
    void without_a_dead_letter_topic_a_partition_stops_and_nothing_is_lost() throws Exception {
        var letters = topics.topicPrefix() + "stock-restored.probe-service.dlq";
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.deleteTopics(List.of(letters)).all().get();
            others.sendRaw(
                    "stock-restored", 1, null, "poison".getBytes(UTF_8), new RecordHeaders());
            awaitDown("stock-restored-1");
            assertThat(gauge("kafka.consumer.stopped.partitions")).isEqualTo(1);

            var event = new StockReserved(subject);
            others.sendRaw(
                    "stock-reserved",
                    1,
                    subject.toString(),
                    codec.encode(EventCodec.describe(event, clock), event),
                    new RecordHeaders());
            await().atMost(PATIENCE).until(() -> !probe.effects(subject).isEmpty());
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);

            admin.createTopics(List.of(new NewTopic(letters, Optional.of(3), Optional.empty())))
                    .all()
                    .get();
        }
        awaitUp();
        assertThat(gauge("kafka.consumer.stopped.partitions")).isZero();
        others.awaitHandled();
        assertThat(published.records(letters))
                .singleElement()
                .satisfies(
                        letter -> assertThat(letter.value()).isEqualTo("poison".getBytes(UTF_8)));
    }

    @Test
    void nobody_waits_for_records_that_retention_has_removed() throws Exception {
        var partition = new TopicPartition(topics.topicPrefix() + "stock-restored", 2);
        consumers.stop();
        others.sendRaw("stock-restored", 2, null, "too late".getBytes(UTF_8), new RecordHeaders());
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var all = Map.of(partition, RecordsToDelete.beforeOffset(-1));
            admin.deleteRecords(all).all().get();
        }
        consumers.start();

        assertThat(progress.awaitHandled(PATIENCE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stock-restored", "stock-restored.probe-service.dlq"})
    void what_can_come_back_for_ever_needs_a_memory_without_end(String name) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, topics.topicPrefix() + name);
        var kept = new ConfigEntry("retention.ms", "-1");
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            alter(admin, topic, new AlterConfigOp(kept, AlterConfigOp.OpType.SET));
            try {
                assertThatThrownBy(consumers::start)
                        .hasMessageContaining(
                                "events of %sstock-restored can come back for ever"
                                        .formatted(topics.topicPrefix()));
            } finally {
                alter(admin, topic, new AlterConfigOp(kept, AlterConfigOp.OpType.DELETE));
            }
        }
        consumers.start();
    }

    private static void alter(Admin admin, ConfigResource topic, AlterConfigOp change)
            throws ExecutionException, InterruptedException {
        admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get();
    }

    private double gauge(String name) {
        return meters.get(name).tag("service", "probe-service").gauge().value();
    }

    private void awaitDown(String trouble) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                String.valueOf(
                                                        health.health()
                                                                .getDetails()
                                                                .get("trouble")))
                                        .contains(trouble));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    }

    private void awaitUp() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(health.health().getStatus()).isEqualTo(Status.UP));
    }
}
