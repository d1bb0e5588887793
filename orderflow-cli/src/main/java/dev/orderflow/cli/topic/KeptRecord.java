package dev.orderflow.cli.topic;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A record with everything that is to survive, and the offset it had. Null is not empty. */
@SuppressWarnings("ArrayRecordComponent") // compared by differenceTo only
record KeptRecord(
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers) {

    private static final int NULL = -1;

    static KeptRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new KeptRecord(
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers());
    }

    ProducerRecord<byte @Nullable [], byte @Nullable []> forTopic(String topic) {
        return new ProducerRecord<>(topic, partition, timestamp, key, value, headers);
    }

    /** What is not the same in the other one, in a word; null if everything is, but the offset. */
    @Nullable String differenceTo(KeptRecord other) {
        if (!Arrays.equals(key, other.key)) {
            return "key";
        }
        if (!Arrays.equals(value, other.value)) {
            return "value";
        }
        if (timestamp != other.timestamp) {
            return "timestamp";
        }
        return headers.equals(other.headers) ? null : "headers";
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(partition);
        out.writeLong(offset);
        out.writeLong(timestamp);
        write(key, out);
        write(value, out);
        out.writeInt((int) StreamSupport.stream(headers.spliterator(), false).count());
        for (Header header : headers) {
            write(header.key().getBytes(StandardCharsets.UTF_8), out);
            write(header.value(), out);
        }
    }

    static KeptRecord read(DataInputStream in) throws IOException {
        return new KeptRecord(
                in.readInt(),
                in.readLong(),
                in.readLong(),
                readBytes(in),
                readBytes(in),
                readHeaders(in));
    }

    private static Headers readHeaders(DataInputStream in) throws IOException {
        var headers = new RecordHeaders();
        for (int left = in.readInt(); left > 0; left--) {
            var name = readBytes(in);
            if (name == null) {
                throw new IOException("a header has no name");
            }
            headers.add(new String(name, StandardCharsets.UTF_8), readBytes(in));
        }
        return headers;
    }

    private static void write(byte @Nullable [] bytes, DataOutputStream out) throws IOException {
        if (bytes == null) {
            out.writeInt(NULL);
        } else {
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static byte @Nullable [] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length == NULL) {
            return null;
        }
        // What is read lies in memory, so this cannot be more than there is.
        if (length < 0 || length > in.available()) {
            throw new IOException("a length is wrong");
        }
        return in.readNBytes(length);
    }
}
