package dev.orderflow.notification.adapter.out.persistence;

import java.nio.ByteBuffer;
import java.util.UUID;

/** UUIDs as BINARY(16), which Hibernate knows by itself and JDBC does not. */
final class Uuids {

    private Uuids() {}

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    static UUID of(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
