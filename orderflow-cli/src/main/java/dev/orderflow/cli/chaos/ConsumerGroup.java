package dev.orderflow.cli.chaos;

import dev.orderflow.cli.verify.Subscription;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Some of a service's subscriptions, which are read together.
 *
 * @param topics what it reads, but for its retry topics
 */
record ConsumerGroup(String name, List<String> topics) {

    /** Of message-service, which has a group for each of its consumers. */
    static final List<Subscription> OF_EXAMPLES =
            List.of(
                    new Subscription("message-created", "message-service-statistics"),
                    new Subscription("message-read", "message-service-statistics"),
                    new Subscription("message-read", "message-service-receipts"),
                    new Subscription("message-deleted", "message-service-archive"),
                    new Subscription("message-created", "message-service-priority"),
                    new Subscription("message-created", "message-service-push"));

    /** All that a service has: one under its own name, or several whose names begin with it. */
    static List<ConsumerGroup> of(String service) {
        return Stream.concat(Subscription.ALL.stream(), OF_EXAMPLES.stream())
                .filter(it -> (it.service() + "-").startsWith(service + "-"))
                .collect(
                        Collectors.groupingBy(
                                Subscription::group,
                                Collectors.mapping(Subscription::topic, Collectors.toList())))
                .entrySet()
                .stream()
                .map(it -> new ConsumerGroup(it.getKey(), it.getValue()))
                .toList();
    }
}
