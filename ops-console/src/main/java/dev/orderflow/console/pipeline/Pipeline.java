package dev.orderflow.console.pipeline;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who tells whom what: the picture that is drawn. Held to the list of topics and the table of
 * rights by a test.
 */
final class Pipeline {

    static final List<Topic> TOPICS =
            List.of(
                    new Topic("product-updated", "inventory-service", "order-service"),
                    new Topic(
                            "order-created",
                            "order-service",
                            "inventory-service",
                            "notification-service"),
                    new Topic("stock-reserved", "inventory-service", "order-service"),
                    new Topic("insufficient-stock", "inventory-service", "order-service"),
                    new Topic("payment-requested", "order-service", "payment-service"),
                    new Topic(
                            "payment-completed",
                            "payment-service",
                            "order-service",
                            "inventory-service",
                            "notification-service"),
                    new Topic("payment-failed", "payment-service", "order-service"),
                    new Topic(
                            "payment-refunded",
                            "payment-service",
                            "order-service",
                            "notification-service"),
                    new Topic("stock-deducted", "inventory-service", "order-service"),
                    new Topic("order-completed", "order-service", "notification-service"),
                    new Topic(
                            "order-cancelled",
                            "order-service",
                            "inventory-service",
                            "payment-service",
                            "notification-service"),
                    new Topic("stock-restored", "inventory-service", "order-service"));

    private Pipeline() {}

    /** An event topic, who publishes to it and who reads it. */
    record Topic(String name, String publisher, List<String> consumers) {

        Topic(String name, String publisher, String... consumers) {
            this(name, publisher, List.of(consumers));
        }
    }

    /** A service that reads a topic. */
    record Reading(String topic, String consumer) {

        String group() {
            return groupOf(consumer);
        }

        /** Whether records wait there to be tried again by this consumer. */
        boolean isRetry(String name) {
            return name.startsWith("%s.%s.retry-".formatted(topic, consumer));
        }
    }

    static Stream<Reading> readings() {
        return TOPICS.stream()
                .flatMap(
                        topic ->
                                topic.consumers().stream()
                                        .map(service -> new Reading(topic.name(), service)));
    }

    static String groupOf(String service) {
        return service + "-group";
    }
}
