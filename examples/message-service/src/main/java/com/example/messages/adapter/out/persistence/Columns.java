package com.example.messages.adapter.out.persistence;

import com.example.messages.domain.Message;
import com.example.messages.domain.MessageType;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Java values as the columns have them. */
final class Columns {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Columns() {}

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    static UUID uuid(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    static @Nullable LocalDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    static String json(Map<String, String> map) {
        return JSON.writeValueAsString(map);
    }

    static Map<String, String> map(String json) {
        return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
    }

    /** The columns that a message has in each table that has any. */
    static Message message(ResultSet row) throws SQLException {
        return new Message(
                uuid(row.getBytes("message_id")),
                row.getString("sender"),
                row.getString("receiver"),
                row.getString("content"),
                MessageType.valueOf(row.getString("type")),
                row.getString("source"),
                map(row.getString("metadata")),
                Objects.requireNonNull(instant(row, "sent_at")),
                instant(row, "read_at"));
    }

    static JdbcClient.StatementSpec bind(Message it, JdbcClient.StatementSpec statement) {
        return statement
                .param("id", bytes(it.id()))
                .param("sender", it.sender())
                .param("receiver", it.receiver())
                .param("content", it.content())
                .param("type", it.type().name())
                .param("source", it.source(), Types.VARCHAR)
                .param("metadata", json(it.metadata()))
                .param("sentAt", utc(it.sentAt()))
                .param("readAt", utc(it.readAt()), Types.TIMESTAMP);
    }
}
