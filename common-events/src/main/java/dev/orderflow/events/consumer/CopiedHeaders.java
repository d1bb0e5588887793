package dev.orderflow.events.consumer;

import dev.orderflow.events.wire.RecordOrigin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** The headers that a record takes along when it is put aside. */
final class CopiedHeaders {

    /** Bytes; a record near the largest size there is must still find room for why it is here. */
    private static final int ROOM = 32 * 1024;

    private CopiedHeaders() {}

    /** Those that fit, without those that only we may write. */
    static void copy(ConsumerRecord<?, ?> from, Headers to) {
        var room = ROOM;
        for (var header : from.headers()) {
            var size = header.key().length() + (header.value() == null ? 0 : header.value().length);
            if (!RecordOrigin.isReserved(header.key()) && size <= room) {
                to.add(header);
                room -= size;
            }
        }
    }
}
