package dev.orderflow.cli.verify;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record's key and value, told apart from others by a hash, as whole ones would fill the memory.
 */
record Content(UUID hash) {

    static Content of(ConsumerRecord<byte[], byte[]> record) {
        var key = record.key();
        var value = record.value();
        var both = ByteBuffer.allocate(8 + length(key) + length(value));
        // Null is not the same as empty.
        both.putInt(key == null ? -1 : key.length);
        both.putInt(value == null ? -1 : value.length);
        if (key != null) {
            both.put(key);
        }
        if (value != null) {
            both.put(value);
        }
        return new Content(UUID.nameUUIDFromBytes(both.array()));
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
