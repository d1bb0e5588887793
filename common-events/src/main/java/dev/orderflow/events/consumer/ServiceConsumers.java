package dev.orderflow.events.consumer;

import dev.orderflow.events.wire.UnreadableEventException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The subscriptions of each of a service's consumers. */
final class ServiceConsumers implements ConsumedTopics {

    private final Map<String, SubscriptionRegistry> byConsumer = new LinkedHashMap<>();

    ServiceConsumers(List<SubscriptionRegistry> all) {
        all.forEach(each -> byConsumer.put(each.group().consumer(), each));
    }

    Collection<SubscriptionRegistry> all() {
        return byConsumer.values();
    }

    @Override
    public Collection<String> consumers() {
        return byConsumer.keySet();
    }

    @Override
    public Collection<String> topics(String consumer) {
        return byConsumer.get(consumer).topics();
    }

    @Override
    public void check(
            String consumer, String topic, byte @Nullable [] key, byte @Nullable [] value) {
        var subscriptions = byConsumer.get(consumer);
        if (subscriptions == null) {
            throw new UnreadableEventException(
                    "This service has no consumer %s any more".formatted(consumer));
        }
        subscriptions.check(topic, key, value);
    }
}
