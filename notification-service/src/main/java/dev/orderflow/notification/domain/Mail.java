package dev.orderflow.notification.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A notification's mail in the hands of a worker.
 *
 * @param attempt how often a worker has taken it, this time included; it tells this time from
 *     others
 */
public record Mail(
        UUID notificationId,
        UUID eventId,
        UserId to,
        Message message,
        Instant createdAt,
        int attempt) {}
