package dev.orderflow.notification.application.port.out;

import dev.orderflow.notification.domain.Notification;
import dev.orderflow.notification.domain.Notification.Subject;
import dev.orderflow.notification.domain.Told;
import dev.orderflow.notification.domain.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that customers were told. */
public interface Notifications {

    /** All that these orders' customers were told already. */
    Set<Subject> toldOf(Collection<UUID> orderIds);

    /**
     * Adds them, each with a mail that is due.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException when there is one of the same
     *     event, or subject, already
     */
    void add(List<Notification> notifications);

    /** The customer's newest, of those older than {@code before} where it is given. */
    List<Told> newestOf(UserId userId, @Nullable UUID before, int limit);
}
