package dev.orderflow.cli.chaos;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What people who write to each other were told. */
final class ToldOfMessages extends Told {

    private final Map<Integer, UUID> written = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> unclear = new ConcurrentHashMap<>();
    private final Set<UUID> read = ConcurrentHashMap.newKeySet();
    private final Map<UUID, String> deleted = new ConcurrentHashMap<>();

    void written(int number, UUID message) {
        written.put(number, message);
    }

    /** Nobody knows whether this try has written a message: one more may be there. */
    void unclear(int number) {
        unclear.merge(number, 1, Integer::sum);
    }

    void read(UUID message) {
        read.add(message);
    }

    void deleted(UUID message, String by) {
        deleted.put(message, by);
    }

    /** By the numbers of those who wrote them. */
    Map<Integer, UUID> messages() {
        return written;
    }

    /** How many messages this one may have written without having been told of them. */
    int mostUntold(int number) {
        return unclear.getOrDefault(number, 0);
    }

    boolean isRead(UUID message) {
        return read.contains(message);
    }

    /** Null where nobody has deleted it. */
    @Nullable String deletedBy(UUID message) {
        return deleted.get(message);
    }

    int readings() {
        return read.size();
    }

    int deletions() {
        return deleted.size();
    }
}
