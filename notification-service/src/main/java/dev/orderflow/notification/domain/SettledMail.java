package dev.orderflow.notification.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a mail that a worker had in hand.
 *
 * @param dueAt when it is to be sent, if it is
 * @param reason why it was not sent, if so
 */
public record SettledMail(
        Mail mail, MailState state, @Nullable Instant dueAt, @Nullable String reason) {}
