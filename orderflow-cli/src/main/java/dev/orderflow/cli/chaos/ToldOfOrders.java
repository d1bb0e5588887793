package dev.orderflow.cli.chaos;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What customers were told. */
final class ToldOfOrders extends Told {

    private final Map<Integer, UUID> placed = new ConcurrentHashMap<>();
    private final Set<UUID> cancelled = ConcurrentHashMap.newKeySet();

    /** The order is placed; the second time it must be the same. */
    void placed(int number, UUID order) {
        var before = placed.putIfAbsent(number, order);
        if (before != null && !before.equals(order)) {
            surprised("one key, two orders: %s and %s".formatted(before, order));
        }
    }

    void cancelAccepted(UUID order) {
        cancelled.add(order);
    }

    Map<Integer, UUID> orders() {
        return placed;
    }

    boolean isToBeCancelled(UUID order) {
        return cancelled.contains(order);
    }
}
