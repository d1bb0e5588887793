package dev.orderflow.notification.application.port.in;

import dev.orderflow.notification.domain.Told;
import dev.orderflow.notification.domain.UserId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a customer was told. */
public interface ReadNotificationsUseCase {

    /**
     * The customer's notifications, newest first.
     *
     * @param before leaves out this one and what is newer; null starts with the newest
     */
    Page read(UserId userId, @Nullable UUID before, int limit);

    /**
     * @param next where the next page begins, null where there is none
     */
    record Page(List<Told> notifications, @Nullable UUID next) {}
}
