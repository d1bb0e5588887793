package dev.orderflow.cli.verify;

import java.util.List;
import java.util.stream.Stream;

/**
 * A service that reads a topic, in its own group, with retries and dead letters of its own.
 *
 * @param service also its name in the inbox
 */
record Subscription(String topic, String service) {

    /** All there are, as the services declare them. */
    static final List<Subscription> ALL =
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

    String group() {
        return service + "-group";
    }

    String database() {
        return service.replace('-', '_');
    }

    String deadLetters() {
        return "%s.%s.dlq".formatted(topic, service);
    }

    /** Whether this is one of its retry topics; how many there are is a setting of the service. */
    boolean isRetried(String other) {
        return other.startsWith("%s.%s.retry-".formatted(topic, service));
    }

    @Override
    public String toString() {
        return "%s of %s".formatted(service, topic);
    }
}
