package dev.orderflow.notification.application;

import dev.orderflow.notification.application.port.out.Notifications;
import dev.orderflow.notification.domain.Notification;
import dev.orderflow.notification.domain.Notification.Subject;
import dev.orderflow.notification.domain.Told;
import dev.orderflow.notification.domain.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** Refuses duplicates as the table does. */
final class InMemoryNotifications implements Notifications {

    final List<Notification> all = new ArrayList<>();

    @Override
    public Set<Subject> toldOf(Collection<UUID> orderIds) {
        return all.stream()
                .map(Notification::subject)
                .filter(subject -> orderIds.contains(subject.orderId()))
                .collect(Collectors.toSet());
    }

    @Override
    public void add(List<Notification> notifications) {
        for (var added : notifications) {
            if (all.stream().anyMatch(there -> isSame(there, added))) {
                throw new DuplicateKeyException("Told already: " + added);
            }
            all.add(added);
        }
    }

    private static boolean isSame(Notification one, Notification other) {
        return one.subject().equals(other.subject())
                || one.news().eventId().equals(other.news().eventId());
    }

    @Override
    public List<Told> newestOf(UserId userId, @Nullable UUID before, int limit) {
        throw new UnsupportedOperationException("Nobody here reads");
    }
}
