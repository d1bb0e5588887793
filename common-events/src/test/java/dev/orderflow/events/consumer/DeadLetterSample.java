package dev.orderflow.events.consumer;

import dev.orderflow.events.consumer.DeadLetters.Reason;
import dev.orderflow.events.wire.RecordOrigin;
import dev.orderflow.events.wire.TopicNames;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** What is written on a dead letter beside the headers that the record came with. */
public final class DeadLetterSample {

    private DeadLetterSample() {}

    public static Headers headers() {
        var record = new ConsumerRecord<>("order-created", 0, 0, new byte[0], new byte[0]);
        var origin = new RecordOrigin("order-created", 0, 0, 0, 3, 1);
        return new DeadLetters(new TopicNames(Map.of(), ""), "inventory-service", Clock.systemUTC())
                .letter(
                        new Arrival(record, origin, 0),
                        Reason.EXHAUSTED,
                        new IllegalStateException("why"))
                .headers();
    }
}
