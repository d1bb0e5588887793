package dev.orderflow.events.deadletter;

import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.RecordOrigin;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record on a dead-letter topic, as far as it can be understood. There is none that cannot be
 * taken in.
 *
 * @param source from this service's own registration
 * @param topic the dead-letter topic
 * @param partition of the dead-letter topic
 * @param offset on the dead-letter topic
 * @param replay which replay of the letter this is the failure of; 0 for none
 */
record IncomingLetter(
        Source source,
        Origin origin,
        String topic,
        int partition,
        long offset,
        Content content,
        SourceHeaders headers,
        Subject subject,
        FailureReport failure,
        int replay) {

    private static final int MAX_PARTITION = 1_000_000;
    private static final int MAX_REPLAYS = 1_000_000;

    static IncomingLetter of(
            ConsumerRecord<byte[], byte[]> record, Source source, EventCodec codec, Instant now) {
        var headers = new LetterHeaders(record.headers());
        var written = Instant.ofEpochMilli(record.timestamp());
        return new IncomingLetter(
                source,
                origin(record, headers, source.topic()),
                record.topic(),
                record.partition(),
                record.offset(),
                new Content(record.key(), record.value()),
                SourceHeaders.of(record.headers()),
                Subject.of(record.value(), codec),
                FailureReport.of(headers, LetterHeaders.isPlausible(written) ? written : now),
                headers.number(RecordOrigin.REPLAYS, MAX_REPLAYS).orElse(0));
    }

    /**
     * What its row may name as its origin. A letter whose source position is not known is replayed
     * under its own, and comes back as if that were one on the source topic.
     */
    List<String> originTopics() {
        return replay > 0 ? List.of(origin.topic(), topic) : List.of(origin.topic());
    }

    private static Origin origin(
            ConsumerRecord<byte[], byte[]> record, LetterHeaders headers, String sourceTopic) {
        var partition = headers.number("dlq.original.partition", MAX_PARTITION);
        var offset = headers.number("dlq.original.offset");
        var timestamp =
                headers.time("dlq.original.timestamp")
                        .map(Instant::toEpochMilli)
                        .orElse(record.timestamp());
        return partition.isPresent() && offset.isPresent()
                ? new Origin(sourceTopic, partition.getAsInt(), offset.getAsLong(), timestamp)
                : new Origin(record.topic(), record.partition(), record.offset(), timestamp);
    }
}
