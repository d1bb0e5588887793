package dev.orderflow.cli.chaos;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Compares what customers were told with what there is.
 *
 * @param orders that customers were told of
 * @param lost what was promised and is not so
 * @param doubled what is there more than once
 */
record Audit(int orders, int completed, int cancelled, List<String> lost, List<String> doubled) {

    static Audit of(ChaosSystem system, Shop shop, ToldOfOrders told) throws SQLException {
        return of(statuses(system, shop), told);
    }

    static Audit of(Map<UUID, String> statuses, ToldOfOrders told) {
        var lost = new ArrayList<String>();
        var doubled = new ArrayList<String>();
        for (var order : told.orders().values()) {
            var status = statuses.getOrDefault(order, "not there");
            switch (status) {
                case "COMPLETED" -> {
                    if (told.isToBeCancelled(order)) {
                        lost.add("order %s: its cancellation, it is COMPLETED".formatted(order));
                    }
                }
                case "CANCELLED" -> {
                    // Whoever asked for it, or whatever made it necessary.
                }
                default -> lost.add("order %s: it is %s".formatted(order, status));
            }
        }
        // Whoever has no answer yet may have an order all the same.
        if (told.unanswered() == 0) {
            var strangers = new HashSet<>(statuses.keySet());
            strangers.removeAll(told.orders().values());
            strangers.forEach(
                    it -> doubled.add("order %s, of which nobody was told".formatted(it)));
        }
        return new Audit(
                told.orders().size(),
                count(statuses, "COMPLETED"),
                count(statuses, "CANCELLED"),
                List.copyOf(lost),
                List.copyOf(doubled));
    }

    private static int count(Map<UUID, String> statuses, String status) {
        return (int) statuses.values().stream().filter(status::equals).count();
    }

    private static Map<UUID, String> statuses(ChaosSystem system, Shop shop) throws SQLException {
        var statuses = new HashMap<UUID, String>();
        try (var databases = system.reader();
                var statement = databases.createStatement();
                var rows =
                        statement.executeQuery(
                                "select id, status from order_service.orders where user_id like '%s-%%'"
                                        .formatted(shop.run()))) {
            while (rows.next()) {
                var id = ByteBuffer.wrap(rows.getBytes(1));
                statuses.put(new UUID(id.getLong(), id.getLong()), rows.getString(2));
            }
        }
        return statuses;
    }
}
