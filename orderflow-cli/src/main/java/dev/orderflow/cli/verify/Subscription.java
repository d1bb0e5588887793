package dev.orderflow.cli.verify;

import java.util.List;
import java.util.stream.Stream;

/**
 * A service that reads a topic, in its own group, with retries and dead letters of its own.
 *
 * @param service also its name in the inbox
 */
public record Subscription(String topic, String service) {

    /** All there are, as the services declare them. */
    public static final List<Subscription> ALL =
            Stream.of(
                            of(
                                    "order-service",
                                    "product-updated",
                                    "stock-reserved",
                                    "insufficient-stock",
                                    "payment-completed",
                                    "payment-failed",
                                    "payment-refunded",
                                    "stock-deducted",
                                    "stock-restored"),
                            of(
                                    "inventory-service",
                                    "order-created",
                                    "payment-completed",
                                    "order-cancelled"),
                            of("payment-service", "payment-requested", "order-cancelled"),
                            of(
                                    "notification-service",
                                    "order-created",
                                    "payment-completed",
                                    "payment-refunded",
                                    "order-completed",
                                    "order-cancelled"))
                    .flatMap(it -> it)
                    .toList();

    private static Stream<Subscription> of(String service, String... topics) {
        return Stream.of(topics).map(topic -> new Subscription(topic, service));
    }

    /** In which it reads. */
    public String group() {
        return groupOf(service);
    }

    /** The group of a service. */
    public static String groupOf(String service) {
        return service + "-group";
    }

    /** Where it marks what it has handled. */
    public String database() {
        return databaseOf(service);
    }

    /** The database of a service. */
    public static String databaseOf(String service) {
        return service.replace('-', '_');
    }

    /** Where it puts what it cannot handle. */
    public String deadLetters() {
        return "%s.%s.dlq".formatted(topic, service);
    }

    /** Whether this is one of its retry topics; how many there are is a setting of the service. */
    public boolean isRetried(String other) {
        return other.startsWith("%s.%s.retry-".formatted(topic, service));
    }

    @Override
    public String toString() {
        return "%s of %s".formatted(service, topic);
    }
}
