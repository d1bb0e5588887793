package dev.orderflow.notification.adapter.in.web;

import dev.orderflow.notification.application.port.in.ReadNotificationsUseCase.Page;
import dev.orderflow.notification.domain.Kind;
import dev.orderflow.notification.domain.MailState;
import dev.orderflow.notification.domain.Told;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param nextCursor for the next page; null on the last
 */
record NotificationsResponse(List<Item> notifications, @Nullable UUID nextCursor) {

    static NotificationsResponse of(Page page) {
        return new NotificationsResponse(
                page.notifications().stream().map(Item::of).toList(), page.next());
    }

    record Item(
            UUID notificationId,
            UUID orderId,
            Kind kind,
            String subject,
            String text,
            Instant createdAt,
            MailState mail) {

        static Item of(Told told) {
            return new Item(
                    told.id(),
                    told.orderId(),
                    told.kind(),
                    told.message().subject(),
                    told.message().text(),
                    told.createdAt(),
                    told.mail());
        }
    }
}
