package dev.orderflow.events.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.events.wire.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The retry topics of one consumer: one for each source topic and delay. A record waits on its
 * topic until it is due; the consumer does not read on there meanwhile.
 */
@RequiredArgsConstructor
class RetryTopics {

    private static final String NOT_BEFORE = "retry.not-before";
    private static final double JITTER = 0.2;
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,15}");

    private final TopicNames topics;
    private final String consumer;
    private final List<Duration> delays;
    private final Clock clock;

    /** Of one source topic, the shortest delay first. */
    List<String> of(String topic) {
        var names = new ArrayList<String>();
        for (var tier = 1; tier <= delays.size(); tier++) {
            names.add(topics.retry(topic, consumer, tier));
        }
        return names;
    }

    /**
     * The record for the next retry topic; empty when there is none left. A replayed record gets
     * one try: a person waits for what comes of it.
     */
    Optional<ProducerRecord<byte[], byte[]>> next(Arrival arrival) {
        if (arrival.tier() == delays.size() || arrival.origin().replays() > 0) {
            return Optional.empty();
        }
        var origin = arrival.origin();
        var tier = arrival.tier() + 1;
        var retry =
                new ProducerRecord<>(
                        topics.retry(origin.topic(), consumer, tier),
                        arrival.record().partition(),
                        arrival.record().key(),
                        arrival.record().value());
        CopiedHeaders.copy(arrival.record(), retry.headers());
        origin.failedAgain().addTo(retry.headers());
        var notBefore = clock.millis() + jittered(delays.get(tier - 1)).toMillis();
        retry.headers().add(NOT_BEFORE, Long.toString(notBefore).getBytes(UTF_8));
        return Optional.of(retry);
    }

    /** Many that failed together should not all come back together. */
    private static Duration jittered(Duration delay) {
        var factor = 1 + ThreadLocalRandom.current().nextDouble(JITTER);
        return Duration.ofNanos((long) (delay.toNanos() * factor));
    }

    /**
     * When a record of a retry topic may be tried again; never later than the topic's delay allows,
     * whatever its header says.
     */
    Instant due(ConsumerRecord<?, ?> record, int tier) {
        var header = record.headers().lastHeader(NOT_BEFORE);
        if (header == null || header.value() == null) {
            return Instant.EPOCH;
        }
        var text = new String(header.value(), UTF_8);
        if (!MILLISECONDS.matcher(text).matches()) {
            return Instant.EPOCH;
        }
        var asked = Instant.ofEpochMilli(Long.parseLong(text));
        var latest = clock.instant().plus(delays.get(tier - 1).multipliedBy(2));
        return asked.isBefore(latest) ? asked : latest;
    }
}
