package dev.orderflow.events.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.PublishedEvents;
import dev.orderflow.events.wire.TopicNames;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Two services consume one topic; what one of them cannot handle is none of the other's business.
 */
@OrderflowTest
class TwoConsumersTest {

    @Autowired ProbeApplication.Probe failing;
    @Autowired EventInjector others;
    @Autowired PublishedEvents published;
    @Autowired TopicNames topics;
    @Autowired Environment environment;

    ConfigurableApplicationContext other;

    @BeforeEach
    void startTheOther() throws ExecutionException, InterruptedException {
        createTopics();
        other =
                new SpringApplicationBuilder(ProbeApplication.class)
                        .run(
                                "--server.port=0",
                                "--spring.application.name=other-service",
                                "--app.kafka.topic-prefix=" + topics.topicPrefix(),
                                same("spring.kafka.bootstrap-servers"),
                                same("spring.datasource.url"),
                                same("spring.datasource.username"),
                                same("spring.datasource.password"));
    }

    @AfterEach
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
            await().atMost(Duration.ofSeconds(60)).until(() -> !failing.effects(subject).isEmpty());
            // The failing one leaves no effect, so this is the other's.
            assertThat(failing.effects(subject)).containsExactly("reserved");
            assertThat(letters("probe-service", subject)).isOne();
            assertThat(letters("other-service", subject)).isZero();
        }
        for (var tier = 1; tier <= 3; tier++) {
            assertThat(published.records("stock-reserved.other-service.retry-" + tier)).isEmpty();
        }
        assertThat(other.getBean(MeterRegistry.class).find("kafka.consumer.settled").counters())
                .isNotEmpty()
                .noneMatch(counter -> counter.getId().getTag("topic").contains(".retry-"));
    }

    private long letters(String service, UUID subject) {
        return published.records("stock-reserved.%s.dlq".formatted(service)).stream()
                .filter(letter -> letter.key() != null)
                .filter(letter -> subject.toString().equals(new String(letter.key(), UTF_8)))
                .count();
    }

    private String same(String property) {
        return "--%s=%s".formatted(property, environment.getRequiredProperty(property));
    }

    private void createTopics() throws ExecutionException, InterruptedException {
        var asides = new ArrayList<NewTopic>();
        for (var topic : List.of("stock-reserved", "stock-restored")) {
            for (var aside : List.of("retry-1", "retry-2", "retry-3", "dlq")) {
                asides.add(
                        new NewTopic(
                                "%s%s.other-service.%s"
                                        .formatted(topics.topicPrefix(), topic, aside),
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
