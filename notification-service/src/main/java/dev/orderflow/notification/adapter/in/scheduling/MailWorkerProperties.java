package dev.orderflow.notification.adapter.in.scheduling;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled whether this instance sends mails; those that it writes are sent by any instance
 * @param pollInterval how long the worker rests when nothing wakes it, or when there is no mail
 *     server
 */
@ConfigurationProperties("app.mail.worker")
record MailWorkerProperties(
        @DefaultValue("true") boolean enabled, @DefaultValue("1s") Duration pollInterval) {}
