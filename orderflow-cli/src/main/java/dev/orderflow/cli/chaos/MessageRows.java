package dev.orderflow.cli.chaos;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What message-service and each of its consumers have in their tables, of the messages of a round.
 *
 * @param priority the table of it has nothing but ids; each is its own value
 * @param pushes in the order of their messages; there may be several of one
 * @param deadLetters those open, in words
 */
record MessageRows(
        Map<UUID, Message> messages,
        Map<UUID, Archived> archive,
        Map<UUID, Counted> counted,
        Map<UUID, Receipt> receipts,
        Map<UUID, UUID> priority,
        List<Push> pushes,
        List<String> deadLetters) {

    record Message(
            String sender,
            String receiver,
            String content,
            LocalDateTime sentAt,
            @Nullable LocalDateTime readAt) {}

    record Archived(
            Message message,
            String deletedBy,
            LocalDateTime deletedAt,
            LocalDateTime retentionUntil) {}

    record Counted(
            @Nullable String sender,
            @Nullable String receiver,
            @Nullable LocalDate sentOn,
            @Nullable LocalDate readOn) {}

    record Receipt(String sender, LocalDateTime readAt) {}

    record Push(UUID message, String kind, String receiver, String text) {}

    @FunctionalInterface
    private interface Row<T> {

        T of(ResultSet row) throws SQLException;
    }

    /**
     * @param first lower ids are of earlier rounds
     */
    static MessageRows read(Connection databases, UUID first) throws SQLException {
        return new MessageRows(
                byId(databases, "message", first, MessageRows::message),
                byId(databases, "archived_message", first, MessageRows::archived),
                byId(databases, "counted_message", first, MessageRows::counted),
                byId(databases, "receipt", first, MessageRows::receipt),
                byId(databases, "priority_message", first, MessageRows::id),
                all(
                        databases,
                        "select * from message_service.push where message_id >= ? order by message_id, kind",
                        first,
                        MessageRows::push),
                all(
                        databases,
                        "select * from message_service.dead_letter where state = 'open' order by id",
                        null,
                        MessageRows::deadLetter));
    }

    /** How many messages there are, without those deleted. */
    static long count(Connection databases, UUID first) throws SQLException {
        return all(
                        databases,
                        "select count(*) from message_service.message where message_id >= ?",
                        first,
                        row -> row.getLong(1))
                .getFirst();
    }

    private static <T> Map<UUID, T> byId(
            Connection databases, String table, UUID first, Row<T> value) throws SQLException {
        var rows = new HashMap<UUID, T>();
        all(
                        databases,
                        "select * from message_service.%s where message_id >= ?".formatted(table),
                        first,
                        row -> Map.entry(id(row), value.of(row)))
                .forEach(it -> rows.put(it.getKey(), it.getValue()));
        return rows;
    }

    private static <T> List<T> all(
            Connection databases, String sql, @Nullable UUID first, Row<T> value)
            throws SQLException {
        try (var statement = databases.prepareStatement(sql)) {
            if (first != null) {
                statement.setBytes(1, bytes(first));
            }
            try (var rows = statement.executeQuery()) {
                var values = new ArrayList<T>();
                while (rows.next()) {
                    values.add(value.of(rows));
                }
                return values;
            }
        }
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getString("sender"),
                row.getString("receiver"),
                row.getString("content"),
                row.getObject("sent_at", LocalDateTime.class),
                row.getObject("read_at", LocalDateTime.class));
    }

    private static Archived archived(ResultSet row) throws SQLException {
        return new Archived(
                message(row),
                row.getString("deleted_by"),
                row.getObject("deleted_at", LocalDateTime.class),
                row.getObject("retention_until", LocalDateTime.class));
    }

    private static Counted counted(ResultSet row) throws SQLException {
        return new Counted(
                row.getString("sender"),
                row.getString("receiver"),
                row.getObject("sent_on", LocalDate.class),
                row.getObject("read_on", LocalDate.class));
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        return new Receipt(row.getString("sender"), row.getObject("read_at", LocalDateTime.class));
    }

    private static Push push(ResultSet row) throws SQLException {
        return new Push(
                id(row), row.getString("kind"), row.getString("receiver"), row.getString("text"));
    }

    private static String deadLetter(ResultSet row) throws SQLException {
        return "%s of %s, %s: %s"
                .formatted(
                        row.getString("topic"),
                        row.getString("consumer"),
                        row.getString("aggregate_id"),
                        row.getString("error_message"));
    }

    private static UUID id(ResultSet row) throws SQLException {
        var bytes = ByteBuffer.wrap(row.getBytes("message_id"));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
