package dev.orderflow.cli.bench;

import dev.orderflow.cli.stack.StackProblem;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.UUID;

/** From the database of order-service, by its user who may only read. */
record DatabaseOrderTimes(String jdbcUrl, String user, String password) implements OrderTimes {

    private static final int PAGE = 1000;

    @Override
    public void read(Placed placed, Completed completed) {
        try (var database = DriverManager.getConnection(jdbcUrl, user, password);
                var page = page(database)) {
            for (int first = 0; first < placed.size(); first += PAGE) {
                read(page, placed, first, completed);
            }
        } catch (SQLException e) {
            throw new StackProblem(
                    "The orders cannot be read (%s); see ./orderflow status."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static PreparedStatement page(Connection database) throws SQLException {
        return database.prepareStatement(
                "select id, created_at, completed_at from orders where status = 'COMPLETED' and id in (%s)"
                        .formatted(String.join(",", Collections.nCopies(PAGE, "?"))));
    }

    private static void read(PreparedStatement page, Placed placed, int first, Completed completed)
            throws SQLException {
        var numbers = new HashMap<UUID, Integer>();
        for (var place = 0; place < PAGE; place++) {
            // The last page is filled up with its last order.
            int number = Math.min(first + place, placed.size() - 1);
            numbers.put(placed.id(number), number);
            page.setBytes(place + 1, bytes(placed.id(number)));
        }
        try (var rows = page.executeQuery()) {
            while (rows.next()) {
                completed.order(
                        numbers.get(uuid(rows.getBytes(1))),
                        micros(rows.getObject(2, LocalDateTime.class)),
                        micros(rows.getObject(3, LocalDateTime.class)));
            }
        }
    }

    private static long micros(LocalDateTime utc) {
        return Clock.micros(utc.toInstant(ZoneOffset.UTC));
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
