package dev.orderflow.events.deadletter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/** Which letters are not up for review, in words for health and as numbers for an alert. */
@Slf4j
final class IntakeTrouble implements ConsumerAwareRebalanceListener {

    private final Clock clock;
    private final Map<String, Counter> passedOver;

    private volatile @Nullable Standstill standstill;

    private record Standstill(Instant since, String reason) {}

    IntakeTrouble(Collection<String> consumers, String service, MeterRegistry meters, Clock clock) {
        this.clock = clock;
        this.passedOver =
                consumers.stream()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        consumer ->
                                                Counter.builder("dead.letters.passed.over")
                                                        .description(
                                                                "Letters that the table refused; on their topic only")
                                                        .tags("service", service)
                                                        .tags("consumer", consumer)
                                                        .register(meters)));
        Gauge.builder("dead.letters.intake.stopped", this, it -> it.standstill == null ? 0 : 1)
                .description("1 while dead letters cannot be taken into the table")
                .tags("service", service)
                .register(meters);
    }

    void standsStill(Throwable cause) {
        var before = standstill;
        standstill =
                new Standstill(before == null ? clock.instant() : before.since(), cause.toString());
    }

    void goesOn() {
        standstill = null;
    }

    /** It is not lost: where it lies is in the log, and there it can be read for a while. */
    void passedOver(ConsumerRecord<?, ?> letter, Source source, Throwable refusal) {
        log.error(
                "Dead letter {}-{}@{} of {} is not up for review, as the database refuses it; it stays on its topic",
                letter.topic(),
                letter.partition(),
                letter.offset(),
                source.consumer(),
                refusal);
        passedOver.get(source.consumer()).increment();
    }

    /** What keeps letters waiting, in words; empty when nothing does. */
    Optional<String> words() {
        return Optional.ofNullable(standstill)
                .map(it -> "Nothing is taken in since %s: %s".formatted(it.since(), it.reason()));
    }

    /** What stood still may be another instance's to take in now. */
    @Override
    public void onPartitionsAssigned(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        goesOn();
    }
}
