package dev.orderflow.events.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderflow.events.HandledEvent;
import dev.orderflow.events.HandledEvents;
import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.PublishedEvents;
import dev.orderflow.events.wire.TopicNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two services consume one topic, and one of them has two consumers; what one cannot handle is none
 * of the others' business.
 */
@OrderflowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // the other service starts once
class TwoConsumersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired ProbeApplication.Probe failing;
    @Autowired EventInjector others;
    @Autowired PublishedEvents published;
    @Autowired TopicNames topics;
    @Autowired Environment environment;

    ConfigurableApplicationContext other;

    @BeforeAll
    void startTheOther() throws ExecutionException, InterruptedException {
        createTopics();
        other =
                new SpringApplicationBuilder(ProbeApplication.class)
                        .run(
                                "--server.port=0",
                                "--spring.application.name=other-service",
                                "--probe.second=true",
                                "--app.kafka.retry.delays=50ms,100ms,200ms",
                                "--app.kafka.topic-prefix=" + topics.topicPrefix(),
                                same("spring.kafka.bootstrap-servers"),
                                same("spring.datasource.url"),
                                same("spring.datasource.username"),
                                same("spring.datasource.password"));
    }

    @AfterAll
    void stopTheOther() {
        other.close();
    }

    @Test
    void one_fails_and_the_other_sees_each_event_once() {
        var subjects = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        for (var subject : subjects) {
            failing.fail(subject, Integer.MAX_VALUE, IllegalStateException::new);
            others.send(new StockReserved(subject));
        }
        others.awaitHandled();

        for (var subject : subjects) {
            // The failing one leaves no effect, so these are the other's.
            await().atMost(PATIENCE).until(() -> failing.effects(subject).size() == 2);
            assertThat(failing.effects(subject)).containsExactlyInAnyOrder("reserved", "second");
            assertThat(letters("probe-service", subject)).isOne();
            assertThat(letters("other-service", subject)).isZero();
            assertThat(retries("other-service", subject)).isZero();
        }
        assertThat(other.getBean(MeterRegistry.class).find("kafka.consumer.settled").counters())
                .isNotEmpty()
                .noneMatch(counter -> counter.getId().getTag("topic").contains(".probe-service."));
    }

    @Test
    void two_consumers_of_one_service_fail_apart() {
        var second = other.getBean(ProbeApplication.Second.class);
        var subject = UUID.randomUUID();
        var isBroken = new AtomicBoolean(true);
        second.failWhile(subject, isBroken::get, IllegalStateException::new);
        others.send(new StockReserved(subject));

        await().atMost(PATIENCE).until(() -> letters("other-service-second", subject) == 1);
        awaitEffects(subject, "reserved", "reserved");
        assertThat(letters("other-service", subject)).isZero();
        assertThat(retries("other-service", subject)).isZero();
        assertThat(retries("other-service-second", subject)).isEqualTo(3);
        assertThat(handledBy(subject)).containsExactly("other-service");

        await().atMost(PATIENCE)
                .until(() -> whoseLetters(subject).equals(List.of("other-service-second")));
        isBroken.set(false);
        replay(subject);

        awaitEffects(subject, "reserved", "reserved", "second");
        assertThat(handledBy(subject))
                .containsExactlyInAnyOrder("other-service", "other-service-second");
        assertThat(retries("other-service", subject)).isZero();
    }

    /**
     * As while a new version with one consumer more is rolled out; the two share the queue here.
     */
    @Test
    void an_instance_that_does_not_have_the_consumer_replays_to_it_all_the_same() {
        var subject = UUID.randomUUID();
        var isBroken = new AtomicBoolean(true);
        other.getBean(ProbeApplication.Second.class)
                .failWhile(subject, isBroken::get, IllegalStateException::new);
        others.send(new StockReserved(subject));
        await().atMost(PATIENCE)
                .until(() -> whoseLetters(subject).equals(List.of("other-service-second")));
        isBroken.set(false);
        var sender = other.getBean("deadLetterReplaySender", SmartLifecycle.class);

        sender.stop();
        try {
            replay(subject);
            awaitEffects(subject, "reserved", "reserved", "second");
        } finally {
            sender.start();
        }
    }

    @Test
    void each_of_two_consumers_that_fail_at_a_record_has_a_letter_of_its_own() {
        var subject = UUID.randomUUID();
        other.getBean(ProbeApplication.Probe.class)
                .failWhile(subject, () -> true, IllegalStateException::new);
        other.getBean(ProbeApplication.Second.class)
                .failWhile(subject, () -> true, IllegalStateException::new);
        others.send(new StockReserved(subject));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(whoseLetters(subject))
                                        .containsExactlyInAnyOrder(
                                                "other-service", "other-service-second"));
    }

    @Test
    void an_outage_of_one_consumer_does_not_hold_up_the_other() {
        var second = other.getBean(ProbeApplication.Second.class);
        var subject = UUID.randomUUID();
        var isAway = new AtomicBoolean(true);
        second.failWhile(
                subject, isAway::get, () -> new DataAccessResourceFailureException("made up"));
        others.send(new StockReserved(subject));

        awaitEffects(subject, "reserved", "reserved");
        assertThat(handledBy(subject)).containsExactly("other-service");
        isAway.set(false);
        awaitEffects(subject, "reserved", "reserved", "second");
    }

    @Test
    void what_a_consumer_does_not_want_is_counted_and_not_handled() {
        var subject = UUID.randomUUID();
        other.getBean(ProbeApplication.Second.class).doesNotWant(subject);
        others.send(new StockReserved(subject));

        await().atMost(PATIENCE).until(() -> filtered("other-service-second-group") == 1);
        awaitEffects(subject, "reserved", "reserved");
        assertThat(handledBy(subject)).containsExactly("other-service");
        assertThat(filtered("other-service-group")).isZero();
    }

    private void awaitEffects(UUID subject, String... effects) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(failing.effects(subject))
                                        .containsExactlyInAnyOrder(effects));
    }

    private List<String> handledBy(UUID subject) {
        return other
                .getBean(TransactionTemplate.class)
                .execute(_ -> other.getBean(HandledEvents.class).about(subject.toString()))
                .stream()
                .map(HandledEvent::service)
                .toList();
    }

    private double filtered(String group) {
        return other
                .getBean(MeterRegistry.class)
                .get("kafka.messages.skip")
                .tags("group", topics.topicPrefix() + group, "status", "filtered")
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private List<String> whoseLetters(UUID subject) {
        return asOther(
                jdbc ->
                        jdbc.queryForList(
                                "select consumer from dead_letter where aggregate_id = ?",
                                String.class,
                                subject.toString()));
    }

    /** As the review does when a person asks it to. */
    private void replay(UUID subject) {
        asOther(
                jdbc ->
                        jdbc.update(
                                """
                                insert into dead_letter_sending (replay_id, letter_id, number, state, send_at)
                                select unhex(replace(uuid(), '-', '')), id, 1, 'waiting', utc_timestamp(6)
                                from dead_letter where aggregate_id = ?""",
                                subject.toString()));
    }

    private <T> T asOther(Function<JdbcTemplate, T> work) {
        return other.getBean(TransactionTemplate.class)
                .execute(_ -> work.apply(other.getBean(JdbcTemplate.class)));
    }

    private long retries(String consumer, UUID subject) {
        return IntStream.rangeClosed(1, 3)
                .mapToLong(
                        tier ->
                                about(
                                        subject,
                                        "stock-reserved.%s.retry-%d".formatted(consumer, tier)))
                .sum();
    }

    private long letters(String service, UUID subject) {
        return about(subject, "stock-reserved.%s.dlq".formatted(service));
    }

    private long about(UUID subject, String topic) {
        return published.records(topic).stream()
                .filter(letter -> letter.key() != null)
                .filter(letter -> subject.toString().equals(new String(letter.key(), UTF_8)))
                .count();
    }

    private String same(String property) {
        return "--%s=%s".formatted(property, environment.getRequiredProperty(property));
    }

    private void createTopics() throws ExecutionException, InterruptedException {
        var asides = new ArrayList<NewTopic>();
        for (var topic :
                List.of(
                        "stock-reserved.other-service",
                        "stock-restored.other-service",
                        "stock-reserved.other-service-second")) {
            for (var aside : List.of("retry-1", "retry-2", "retry-3", "dlq")) {
                asides.add(
                        new NewTopic(
                                "%s%s.%s".formatted(topics.topicPrefix(), topic, aside),
                                Optional.of(3),
                                Optional.empty()));
            }
        }
        try (var admin =
                Admin.create(
                        Map.of(
                                "bootstrap.servers",
                                environment.getRequiredProperty(
                                        "spring.kafka.bootstrap-servers")))) {
            admin.createTopics(asides).all().get();
        }
    }
}
