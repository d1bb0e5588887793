package dev.orderflow.notification.application;

import dev.orderflow.notification.application.port.in.ReadNotificationsUseCase;
import dev.orderflow.notification.application.port.out.Notifications;
import dev.orderflow.notification.domain.UserId;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@RequiredArgsConstructor
class ReadNotificationsService implements ReadNotificationsUseCase {

    private final Notifications notifications;

    @Override
    @Transactional(readOnly = true)
    public Page read(UserId userId, @Nullable UUID before, int limit) {
        // One more than asked for tells whether there is a next page.
        var found = notifications.newestOf(userId, before, limit + 1);
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        var page = found.subList(0, limit);
        return new Page(page, page.getLast().id());
    }
}
