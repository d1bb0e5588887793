package dev.orderflow.console.pipeline;

import dev.orderflow.console.pipeline.Pipeline.Reading;
import dev.orderflow.console.pipeline.Sample.Consumer;
import dev.orderflow.console.pipeline.Sample.Flow;
import dev.orderflow.console.pipeline.Sample.Invariants;
import dev.orderflow.console.pipeline.Sample.Orders;
import dev.orderflow.console.pipeline.Sample.ServiceState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes one sample of what broker and services tell. Used by one thread. */
@Component
@RequiredArgsConstructor
class Sampler implements LongFunction<Sample> {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final BrokerFigures broker;
    private final ServiceFigures services;
    private final Rates rates = new Rates(WINDOW);
    private final Clock clock = Clock.systemUTC();

    @Override
    public Sample apply(long number) {
        var offsets = broker.ask();
        var answers = services.ask();
        rates.add(System.nanoTime(), totals(offsets, answers));
        var states =
                answers.entrySet().stream().map(it -> state(it.getKey(), it.getValue())).toList();
        var flows = Pipeline.TOPICS.stream().map(topic -> flow(topic, offsets)).toList();
        var orders = orders(answers);
        var invariants = invariants(answers);
        var brokers = offsets.brokers() == 0 ? null : offsets.brokers();
        return new Sample(
                number,
                clock.instant(),
                brokers,
                states,
                flows,
                orders,
                invariants,
                Findings.in(brokers, states, flows, orders, invariants));
    }

    private static Map<String, Double> totals(
            BrokerFigures.Answer offsets, Map<String, ServiceFigures.Answer> services) {
        var totals = new HashMap<String, Double>();
        if (offsets.brokers() > 0) {
            Pipeline.TOPICS.forEach(
                    topic ->
                            totals.put(
                                    "topic/" + topic.name(), (double) offsets.total(topic.name())));
        }
        services.forEach(
                (service, answer) -> {
                    answer.metrics()
                            .of("orders_entered_total")
                            .forEach(it -> totals.put("orders/" + it.label("status"), it.value()));
                    for (var part : List.of("count", "sum")) {
                        answer.metrics()
                                .of("kafka_messages_processing_time_seconds_" + part)
                                .forEach(
                                        it ->
                                                totals.merge(
                                                        handling(service, it.label("topic"), part),
                                                        it.value(),
                                                        Double::sum));
                    }
                });
        return totals;
    }

    private static String handling(String service, String topic, String part) {
        return "handling/%s/%s/%s".formatted(service, topic, part);
    }

    static ServiceState state(String name, ServiceFigures.Answer answer) {
        var metrics = answer.metrics();
        return new ServiceState(
                name,
                answer.health(),
                answer.isKnown(),
                (long) metrics.sum("dead_letters"),
                metrics.max("dead_letters_oldest_age_seconds"),
                (long) metrics.sum("outbox_events"),
                metrics.max("outbox_oldest_age_seconds"),
                // What has no consumer has nothing to listen to.
                metrics.of("kafka_consumer_listening").allMatch(it -> it.value() > 0),
                (long) metrics.sum("kafka_consumer_stopped_partitions"));
    }

    private Flow flow(Pipeline.Topic topic, BrokerFigures.Answer offsets) {
        return new Flow(
                topic.name(),
                topic.publisher(),
                rates.perSecond("topic/" + topic.name()),
                offsets.total(topic.name()),
                topic.consumers().stream()
                        .map(service -> new Reading(topic.name(), service))
                        .map(
                                reading ->
                                        new Consumer(
                                                reading.consumer(),
                                                offsets.lag(reading),
                                                offsets.retrying(reading),
                                                millis(reading)))
                        .toList());
    }

    private double millis(Reading reading) {
        var count = rates.growth(handling(reading.consumer(), reading.topic(), "count"));
        var seconds = rates.growth(handling(reading.consumer(), reading.topic(), "sum"));
        return count == 0 ? 0 : 1000 * seconds / count;
    }

    private Orders orders(Map<String, ServiceFigures.Answer> answers) {
        return new Orders(
                rates.perSecond("topic/order-created"),
                rates.perSecond("orders/completed"),
                rates.perSecond("orders/cancelled"),
                answers.values().stream()
                        .mapToDouble(it -> it.metrics().max("orders_past_deadline"))
                        .max()
                        .orElse(0));
    }

    private Invariants invariants(Map<String, ServiceFigures.Answer> answers) {
        var verified = services.verified();
        var figures = new ArrayList<>(answers.values().stream().map(it -> it.metrics()).toList());
        figures.add(verified);
        return invariants(figures, lastLook(verified));
    }

    static Invariants invariants(List<Metrics> figures, @Nullable Instant lastLook) {
        var breaches = new TreeMap<String, Long>();
        var watchers = new TreeMap<String, Set<String>>();
        figures.stream()
                .flatMap(it -> it.of("invariant_breaches"))
                .forEach(
                        it -> {
                            var invariant = it.label("invariant");
                            breaches.merge(invariant, (long) it.value(), Math::max);
                            watchers.computeIfAbsent(invariant, _ -> new TreeSet<>())
                                    .add(it.label("application"));
                        });
        return new Invariants(breaches, watchers, lastLook);
    }

    private static @Nullable Instant lastLook(Metrics verified) {
        var seconds = (long) verified.max("invariant_last_look_seconds");
        return seconds == 0 ? null : Instant.ofEpochSecond(seconds);
    }
}
