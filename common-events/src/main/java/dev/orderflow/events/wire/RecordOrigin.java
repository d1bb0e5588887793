package dev.orderflow.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Where a record came from before it was retried, and how often it was tried: what a record carries
 * in its headers from a retry topic to the next, and at last to the dead-letter topic. It is for
 * people to read; where a record goes is decided by the topic that it is on, never by a header.
 *
 * @param topic the source topic, known from the consumer's own registration
 * @param timestamp milliseconds since 1970, as the source record had it
 * @param attempts how often its handling has failed until now
 * @param replays how often a person has sent it again
 */
public record RecordOrigin(
        String topic, int partition, long offset, long timestamp, int attempts, int replays) {

    /** How often a dead letter has been replayed; on the replayed record and its later letters. */
    public static final String REPLAYS = "dlq.replay.count";

    private static final String PARTITION = "retry.original.partition";
    private static final String OFFSET = "retry.original.offset";
    private static final String TIMESTAMP = "retry.original.timestamp";
    private static final String ATTEMPTS = "retry.attempts";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** Of a record on the source topic itself; what its headers say is a stranger's word. */
    public static RecordOrigin ofSource(ConsumerRecord<?, ?> record) {
        return new RecordOrigin(
                record.topic(), record.partition(), record.offset(), record.timestamp(), 0, 0);
    }

    /** Of a record on one of the retry topics of the source topic. */
    public static RecordOrigin ofRetry(ConsumerRecord<?, ?> record, String sourceTopic) {
        var headers = record.headers();
        return new RecordOrigin(
                sourceTopic,
                count(headers, PARTITION, record.partition()),
                number(headers, OFFSET, record.offset()),
                number(headers, TIMESTAMP, record.timestamp()),
                count(headers, ATTEMPTS, 0),
                count(headers, REPLAYS, 0));
    }

    public RecordOrigin failedAgain() {
        return new RecordOrigin(topic, partition, offset, timestamp, attempts + 1, replays);
    }

    /** Says all this in the headers of a record for a retry topic. */
    public void addTo(Headers headers) {
        add(headers, PARTITION, partition);
        add(headers, OFFSET, offset);
        add(headers, TIMESTAMP, timestamp);
        add(headers, ATTEMPTS, attempts);
        if (replays > 0) {
            add(headers, REPLAYS, replays);
        }
    }

    /** Whether a header of this name is ours to write, and dropped when it comes from elsewhere. */
    public static boolean isReserved(String header) {
        return header.startsWith("dlq.") || header.startsWith("retry.");
    }

    private static void add(Headers headers, String name, long value) {
        headers.add(name, Long.toString(value).getBytes(UTF_8));
    }

    private static int count(Headers headers, String name, int otherwise) {
        var number = number(headers, name, otherwise);
        return number < Integer.MAX_VALUE ? (int) number : otherwise;
    }

    private static long number(Headers headers, String name, long otherwise) {
        var header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            return otherwise;
        }
        var text = new String(header.value(), UTF_8);
        return NUMBER.matcher(text).matches() ? Long.parseLong(text) : otherwise;
    }
}
