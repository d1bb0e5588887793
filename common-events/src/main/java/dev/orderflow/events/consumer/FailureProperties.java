package dev.orderflow.events.consumer;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Exception classes by what is done about them, in addition to the library's own list and stronger
 * than it. A class stands for its subclasses, the nearest one decides; what is in no list is
 * retried.
 *
 * @param business the record is skipped
 * @param outage all records wait until the dependency is back
 * @param retryable the record goes to the next retry topic, after the last to the dead letters
 * @param fatal the record goes to the dead letters at once
 */
@ConfigurationProperties("app.kafka.failures")
record FailureProperties(
        @DefaultValue List<Class<? extends Throwable>> business,
        @DefaultValue List<Class<? extends Throwable>> outage,
        @DefaultValue List<Class<? extends Throwable>> retryable,
        @DefaultValue List<Class<? extends Throwable>> fatal) {}
