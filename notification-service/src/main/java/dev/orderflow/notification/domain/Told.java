package dev.orderflow.notification.domain;

import java.time.Instant;
import java.util.UUID;

/** A notification as its reader sees it. */
public record Told(
        UUID id, UUID orderId, Kind kind, Message message, Instant createdAt, MailState mail) {}
