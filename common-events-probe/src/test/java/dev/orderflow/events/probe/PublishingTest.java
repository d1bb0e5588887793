package dev.orderflow.events.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.clients.producer.ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventPublisher;
import dev.orderflow.events.EventType;
import dev.orderflow.events.contract.inventory.StockDeducted;
import dev.orderflow.events.outbox.OutboxRelay;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.PublishedEvents;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox and its relay, stepped by hand. */
@OrderflowTest
@TestPropertySource(
        properties = {
            "app.kafka.outbox.relay=false",
            "app.kafka.producer.max-block-ms=500",
            "app.kafka.outbox.batch-size=10",
            "app.kafka.outbox.batch-bytes=100KB"
        })
class PublishingTest {

    @Autowired EventPublisher publisher;
    @Autowired OutboxRelay relay;
    @Autowired PublishedEvents published;
    @Autowired JdbcTemplate jdbc;
    @Autowired DataSource dataSource;
    @Autowired Flyway flyway;
    @Autowired PlatformTransactionManager transactions;
    @Autowired ProducerFactory<byte[], byte[]> producers;

    @Value("${spring.kafka.bootstrap-servers}")
    String bootstrapServers;

    final UUID subject = UUID.randomUUID();
    final NewTopic vanishing = new NewTopic("vanishing-" + subject, 1, (short) 1);

    @BeforeEach
    void emptyOutbox() {
        inTransaction(() -> jdbc.update("delete from outbox_event"));
    }

    @Test
    void an_event_is_sent_after_its_transaction_and_removed() {
        inTransaction(() -> publisher.publish(new StockDeducted(subject)));
        assertThat(outboxRows()).isOne();

        assertThat(relay.drain()).isOne();

        assertThat(outboxRows()).isZero();
        assertThat(published.all(StockDeducted.class, subject)).hasSize(1);
    }

    @Test
    void an_older_program_starts_on_tables_that_a_newer_one_has_migrated() {
        for (var version : List.of("2", "2199.1")) { // the service's next, the library's next
            inTransaction(
                    () ->
                            jdbc.update(
                                    """
                                    insert into flyway_schema_history
                                      (installed_rank, version, description, type, script, installed_by, execution_time, success)
                                    select max(installed_rank) + 1, ?, 'newer', 'SQL', 'newer.sql', 'somebody', 0, true
                                    from flyway_schema_history""",
                                    version));
        }

        assertThat(flyway.migrate().success).isTrue();
    }

    @Test
    void an_event_outside_a_transaction_is_refused() {
        assertThatExceptionOfType(IllegalTransactionStateException.class)
                .isThrownBy(() -> publisher.publish(new StockDeducted(subject)));
    }

    @Test
    void an_event_in_a_transaction_that_may_not_write_is_refused() {
        var readOnly = new TransactionTemplate(transactions);
        readOnly.setReadOnly(true);

        assertThatExceptionOfType(IllegalTransactionStateException.class)
                .isThrownBy(
                        () ->
                                readOnly.executeWithoutResult(
                                        _ -> publisher.publish(new StockDeducted(subject))));
    }

    @Test
    void a_rollback_takes_the_event_along() {
        new TransactionTemplate(transactions)
                .executeWithoutResult(
                        transaction -> {
                            publisher.publish(new StockDeducted(subject));
                            transaction.setRollbackOnly();
                        });

        assertThat(outboxRows()).isZero();
    }

    @Test
    void an_inner_transaction_keeps_its_own_events() {
        var inner = new TransactionTemplate(transactions);
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        var kept = UUID.randomUUID();

        new TransactionTemplate(transactions)
                .executeWithoutResult(
                        outer -> {
                            publisher.publish(new StockDeducted(subject));
                            inner.executeWithoutResult(
                                    _ -> publisher.publish(new StockDeducted(kept)));
                            publisher.publish(new StockDeducted(subject));
                            outer.setRollbackOnly();
                        });
        relay.drain();

        assertThat(published.all(StockDeducted.class, kept)).hasSize(1);
        assertThat(published.all(StockDeducted.class, subject)).isEmpty();
    }

    @Test
    void an_event_published_by_what_runs_just_before_the_commit_is_sent_too() {
        inTransaction(
                () ->
                        TransactionSynchronizationManager.registerSynchronization(
                                new TransactionSynchronization() {
                                    @Override
                                    public void beforeCommit(boolean readOnly) {
                                        publisher.publish(new StockDeducted(subject));
                                    }
                                }));

        assertThat(relay.drain()).isOne();
    }

    @Test
    void
            an_event_published_after_the_commit_is_refused_and_the_next_transaction_is_as_good_as_new() {
        var refused = new AtomicReference<Exception>();
        inTransaction(
                () ->
                        TransactionSynchronizationManager.registerSynchronization(
                                new TransactionSynchronization() {
                                    @Override
                                    public void afterCommit() {
                                        try {
                                            publisher.publish(new StockDeducted(subject));
                                        } catch (RuntimeException tooLate) {
                                            refused.set(tooLate);
                                        }
                                    }
                                }));
        inTransaction(() -> publisher.publish(new StockDeducted(subject)));

        assertThat(refused.get()).isInstanceOf(IllegalTransactionStateException.class);
        assertThat(relay.drain()).isOne();
    }

    @Test
    void what_cannot_be_written_to_the_outbox_takes_the_transaction_with_it() {
        var tooLong = "x".repeat(65);

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(
                        () ->
                                inTransaction(
                                        () -> {
                                            jdbc.update(
                                                    "insert into effect (subject, what) values (?, 'paid')",
                                                    subject.toString());
                                            publisher.publish(new ToNowhere(tooLong));
                                        }));

        assertThat(
                        jdbc.queryForObject(
                                "select count(*) from effect where subject = ?",
                                Long.class,
                                subject.toString()))
                .isZero();
    }

    @Test
    void a_topic_that_is_away_holds_up_no_other_however_many_events_wait_for_it() {
        inTransaction(
                () -> {
                    for (var number = 0; number < 30; number++) {
                        publisher.publish(new ToNowhere(subject.toString()));
                    }
                    publisher.publish(new StockDeducted(subject));
                });

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(relay::drain);

        assertThat(published.all(StockDeducted.class, subject)).hasSize(1);
        assertThat(outboxRows()).isEqualTo(30);
    }

    @Test
    void a_row_that_is_committed_late_is_sent_all_the_same() throws SQLException {
        try (var slow = dataSource.getConnection()) {
            insertUncommitted(slow, subject);
            var later = UUID.randomUUID();
            inTransaction(() -> publisher.publish(new StockDeducted(later)));
            assertThat(relay.drain()).isOne();
            assertThat(published.all(StockDeducted.class, later)).hasSize(1);

            slow.commit();
        }

        assertThat(relay.drain()).isOne();
        assertThat(published.all(StockDeducted.class, subject)).hasSize(1);
    }

    @Test
    void events_of_one_aggregate_keep_their_order() {
        var first = UUID.randomUUID();
        for (var step = 0; step < 50; step++) {
            inTransaction(() -> publisher.publish(new StockDeducted(first)));
        }
        relay.drain();

        assertThat(published.all(StockDeducted.class, first))
                .extracting(event -> event.metadata().timestamp())
                .isSorted()
                .hasSize(50);
    }

    @Test
    void an_event_that_kafka_refuses_stays_and_holds_up_no_other() {
        inTransaction(
                () -> {
                    publisher.publish(new ToNowhere(subject.toString()));
                    publisher.publish(new ToNowhere(subject.toString()));
                    publisher.publish(new StockDeducted(subject));
                });

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(relay::drain)
                .withMessageContaining("2 of 3");

        assertThat(published.all(StockDeducted.class, subject)).hasSize(1);
        assertThat(outboxRows()).isEqualTo(2);
    }

    /** Retries, dead letters and replays go by the same producer. */
    @Test
    void what_others_send_and_kafka_does_not_take_holds_up_no_event() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var stuck = sendToTopicThatVanishes(admin);
            inTransaction(() -> publisher.publish(new StockDeducted(subject)));

            assertThat(relay.drain()).isOne();

            assertThat(stuck).isNotDone();
            admin.createTopics(List.of(vanishing)).all().get();
            assertThat(stuck).succeedsWithin(Duration.ofSeconds(60));
        }
    }

    /** The producer knows the topic's partition, which has no leader any more. */
    private Future<RecordMetadata> sendToTopicThatVanishes(Admin admin) throws Exception {
        // A producer that once looked for a topic in vain asks for all of them again and again.
        producers.reset();
        var producer = producers.createProducer();
        admin.createTopics(List.of(vanishing)).all().get();
        await().until(() -> !producer.partitionsFor(vanishing.name()).isEmpty());
        admin.deleteTopics(List.of(vanishing.name())).all().get();
        await().until(() -> !admin.listTopics().names().get().contains(vanishing.name()));
        return producer.send(new ProducerRecord<>(vanishing.name(), 0, null, null));
    }

    @Test
    void kafka_gives_a_record_back_before_its_sender_stops_waiting() {
        assertThat(producers.getConfigurationProperties())
                .containsEntry(DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    }

    /**
     * A pass that read them all would meet each of those that Kafka refuses; one by one, only the
     * first.
     */
    @Test
    void large_events_are_read_by_few_and_keep_their_order() {
        inTransaction(
                () -> {
                    for (var number = 0; number < 5; number++) {
                        publisher.publish(new Large(number + "x".repeat(60_000)));
                        publisher.publish(new ToNowhere(subject.toString()));
                    }
                });

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(relay::drain)
                .withMessageContaining("1 of 6");

        assertThat(published.all(Large.class, "large"))
                .extracting(it -> it.event().content().charAt(0))
                .containsExactly('0', '1', '2', '3', '4');
        assertThat(outboxRows()).isEqualTo(5);
    }

    @Test
    void an_event_that_kafka_would_never_take_is_refused_while_it_can_be_mended() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(
                        () ->
                                inTransaction(
                                        () -> publisher.publish(new Large("x".repeat(1_100_000)))))
                .withMessageContaining("bytes on the wire");
        assertThat(outboxRows()).isZero();
    }

    @Test
    void the_record_carries_what_tools_look_for() {
        inTransaction(() -> publisher.publish(new StockDeducted(subject)));
        relay.drain();

        var metadata = published.all(StockDeducted.class, subject).getFirst().metadata();
        var record =
                published.records("stock-deducted").stream()
                        .filter(it -> new String(it.key(), UTF_8).equals(subject.toString()))
                        .findFirst()
                        .orElseThrow();
        assertThat(record.headers())
                .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .contains(
                        "ce_specversion=1.0",
                        "ce_id=" + metadata.eventId(),
                        "ce_type=stock-deducted",
                        "ce_source=/probe-service",
                        "ce_time=" + metadata.timestamp(),
                        "ce_subject=" + subject);
        assertThat(record.timestamp()).isEqualTo(metadata.timestamp().toEpochMilli());
    }

    @Test
    void one_relay_at_a_time_owns_the_outbox() throws SQLException {
        relay.drain();
        try (var other = dataSource.getConnection();
                var statement = other.createStatement();
                var result =
                        statement.executeQuery(
                                "select get_lock(concat(database(), '.outbox'), 0)")) {
            result.next();
            assertThat(result.getInt(1)).isZero();
        }
    }

    /** The other half of it is in RelayConnectionTest. */
    @Test
    void a_host_that_is_gone_without_a_word_does_not_keep_its_locks_for_hours() {
        assertThat(jdbc.queryForObject("select @@session.wait_timeout", Integer.class))
                .isEqualTo(300);
    }

    private static void insertUncommitted(java.sql.Connection connection, UUID subject)
            throws SQLException {
        var id = UUID.randomUUID();
        var payload =
                """
                {"eventId":"%s","eventType":"stock-deducted","version":1,"aggregateId":"%s","timestamp":"2026-11-21T10:00:00Z",
                 "correlationId":"%s","orderId":"%s"}"""
                        .formatted(id, subject, id, subject);
        try (var insert =
                connection.prepareStatement(
                        """
                        insert into outbox_event (id, aggregatetype, aggregateid, type, occurred_at, correlation_id, payload)
                        select ?, concat(?, 'stock-deducted'), ?, 'stock-deducted', utc_timestamp(6), ?, ?""")) {
            insert.setString(1, id.toString());
            insert.setString(2, connection.getCatalog() + "-");
            insert.setString(3, subject.toString());
            insert.setString(4, id.toString());
            insert.setString(5, payload);
            insert.executeUpdate();
        }
    }

    private long outboxRows() {
        return jdbc.queryForObject("select count(*) from outbox_event", Long.class);
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> work.run());
    }

    @EventType("to-nowhere")
    record ToNowhere(String aggregateId) implements Event {}

    @EventType("stock-deducted")
    record Large(String content) implements Event {

        @Override
        public String aggregateId() {
            return "large";
        }
    }
}
