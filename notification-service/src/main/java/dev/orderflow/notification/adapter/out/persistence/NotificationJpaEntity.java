package dev.orderflow.notification.adapter.out.persistence;

import dev.orderflow.notification.domain.Kind;
import dev.orderflow.notification.domain.MailState;
import dev.orderflow.notification.domain.Message;
import dev.orderflow.notification.domain.Notification;
import dev.orderflow.notification.domain.Told;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;

/** A notification as it is written, once; {@link JdbcMailQueue} moves its mail on. */
@Entity
@Table(name = "notification")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class NotificationJpaEntity {

    @Id private UUID id;

    private UUID eventId;

    private UUID orderId;

    private String userId;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private BigDecimal amount;

    private String currency;

    private Instant occurredAt;

    private String subject;

    private String text;

    private Instant createdAt;

    @Enumerated(EnumType.STRING)
    private MailState mailState;

    private int mailAttempts;

    private Instant mailDueAt;

    static NotificationJpaEntity from(Notification notification) {
        var news = notification.news();
        var entity = new NotificationJpaEntity();
        entity.id = notification.id();
        entity.eventId = news.eventId();
        entity.orderId = news.orderId();
        entity.userId = news.userId().value();
        entity.kind = news.kind();
        entity.amount = news.amount().amount();
        entity.currency = news.amount().currency().getCurrencyCode();
        entity.occurredAt = news.occurredAt();
        entity.subject = notification.message().subject();
        entity.text = notification.message().text();
        entity.createdAt = notification.createdAt();
        entity.mailState = MailState.PENDING;
        entity.mailDueAt = notification.createdAt();
        return entity;
    }

    Told toTold() {
        return new Told(id, orderId, kind, new Message(subject, text), createdAt, mailState);
    }
}
