package dev.orderflow.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.console.pipeline.Sample.Consumer;
import dev.orderflow.console.pipeline.Sample.Finding;
import dev.orderflow.console.pipeline.Sample.Flow;
import dev.orderflow.console.pipeline.Sample.Health;
import dev.orderflow.console.pipeline.Sample.Invariants;
import dev.orderflow.console.pipeline.Sample.Orders;
import dev.orderflow.console.pipeline.Sample.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final ServiceState WELL =
            new ServiceState("order-service", Health.UP, true, 0, 0, 0, 0, true, 0);

    @Test
    void a_rate_is_that_of_the_last_seconds_and_survives_a_counter_that_starts_anew() {
        var rates = new Rates(Duration.ofSeconds(10));
        assertThat(rates.perSecond("orders")).isZero();

        for (var second = 0; second <= 100; second++) {
            rates.add(
                    second * SECOND,
                    Map.of("orders", second < 50 ? second * 2.0 : 100.0 + second * 30));
        }
        assertThat(rates.perSecond("orders")).isEqualTo(30);

        rates.add(101 * SECOND, Map.of("orders", 30.0));
        assertThat(rates.perSecond("orders")).isEqualTo(30);
        assertThat(rates.perSecond("others")).isZero();
    }

    @Test
    void metrics_are_read_with_whatever_is_in_their_labels() {
        var metrics =
                Metrics.parse(
                        """
                        # HELP dead_letters Dead letters
                        # TYPE dead_letters gauge
                        dead_letters{service="a",state="open"} 3.0
                        dead_letters{service="b \\"x\\" {}",state="open"} 4.0
                        orders_past_deadline 2
                        oldest{service="a"} NaN
                        no metric at all
                        """);

        assertThat(metrics.sum("dead_letters")).isEqualTo(7);
        assertThat(metrics.max("dead_letters")).isEqualTo(4);
        assertThat(metrics.of("dead_letters").map(it -> it.label("service")))
                .containsExactly("a", "b \\\"x\\\" {}");
        assertThat(metrics.max("orders_past_deadline")).isEqualTo(2);
        assertThat(metrics.max("oldest")).isZero();
        assertThat(metrics.sum("unknown")).isZero();
    }

    @Test
    void of_each_invariant_the_worst_that_was_seen_counts_and_who_looks_is_known() {
        var inventory =
                Metrics.parse(
                        """
                        invariant_breaches{application="inventory-service",invariant="I2"} 0.0
                        """);
        var verify =
                Metrics.parse(
                        """
                        invariant_breaches{application="verify",invariant="I1"} 0
                        invariant_breaches{application="verify",invariant="I2"} 3
                        """);

        var watched = Sampler.invariants(List.of(inventory, Metrics.NONE, verify), Instant.EPOCH);
        var alone = Sampler.invariants(List.of(inventory), null);

        assertThat(watched.breaches()).isEqualTo(Map.of("I1", 0L, "I2", 3L));
        assertThat(watched.watchers())
                .isEqualTo(
                        Map.of(
                                "I1",
                                Set.of("verify"),
                                "I2",
                                Set.of("inventory-service", "verify")));
        assertThat(alone.watchers()).isEqualTo(Map.of("I2", Set.of("inventory-service")));
    }

    @Test
    void a_service_listens_if_each_of_its_consumers_does() {
        assertThat(listens("")).isTrue();
        assertThat(listens("kafka_consumer_listening{group=\"a\"} 1")).isTrue();
        assertThat(
                        listens(
                                """
                                kafka_consumer_listening{group="a"} 1
                                kafka_consumer_listening{group="b"} 0
                                """))
                .isFalse();
    }

    private static boolean listens(String metrics) {
        var answer = new ServiceFigures.Answer(Health.UP, true, Metrics.parse(metrics));
        return Sampler.state("some-service", answer).listening();
    }

    @Test
    void nothing_is_found_where_all_is_well() {
        assertThat(findings(1, WELL, flow(999, 0), Map.of("I2", 0L))).isEmpty();
    }

    @Test
    void what_is_wrong_is_named_the_worst_first() {
        assertThat(findings(null, WELL, flow(5001, 2), Map.of("I2", 1L)))
                .extracting(Finding::kind, it -> it.severity().name())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("broker-away", "BAD"),
                        org.assertj.core.groups.Tuple.tuple("lag", "BAD"),
                        org.assertj.core.groups.Tuple.tuple("breach", "BAD"),
                        org.assertj.core.groups.Tuple.tuple("retrying", "WARN"));
        assertThat(findings(1, state(Health.AWAY, 0, 0), flow(0, 0), Map.of()))
                .extracting(Finding::kind)
                .containsExactly("service-away");
        assertThat(findings(1, state(Health.NOT_READY, 0, 0), flow(0, 0), Map.of()))
                .extracting(Finding::kind)
                .containsExactly("service-not-ready");
        assertThat(findings(1, state(Health.UP, 4, 31), flow(1001, 0), Map.of()))
                .extracting(Finding::kind)
                .containsExactly("outbox-waits", "dead-letters", "lag");
    }

    private static ServiceState state(Health health, long letters, double outboxAge) {
        return new ServiceState("order-service", health, true, letters, 0, 1, outboxAge, true, 0);
    }

    private static Flow flow(long lag, long retrying) {
        return new Flow(
                "order-created",
                "order-service",
                1,
                1,
                List.of(new Consumer("inventory-service", lag, retrying, 1)));
    }

    private static List<Finding> findings(
            Integer brokers, ServiceState service, Flow flow, Map<String, Long> breaches) {
        return Findings.in(
                brokers,
                List.of(service),
                List.of(flow),
                new Orders(0, 0, 0, 0),
                new Invariants(breaches, Map.of(), null));
    }
}
