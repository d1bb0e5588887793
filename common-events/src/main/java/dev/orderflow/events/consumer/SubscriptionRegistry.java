package dev.orderflow.events.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventHandler;
import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.EventType;
import dev.orderflow.events.Subscriptions;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.TopicNames;
import dev.orderflow.events.wire.UnreadableEventException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A service's subscriptions by topic: the list of what it may read, and as what. */
final class SubscriptionRegistry implements Subscriptions, ConsumedTopics {

    private final Map<String, Subscription<?>> byTopic = new LinkedHashMap<>();
    private final TopicNames topics;
    private final EventCodec codec;

    SubscriptionRegistry(List<EventSubscriber> subscribers, TopicNames topics, EventCodec codec) {
        this.topics = topics;
        this.codec = codec;
        subscribers.forEach(subscriber -> subscriber.subscribe(this));
    }

    @Override
    public <E extends Event> Subscriptions on(
            Class<E> type, EventHandler<? super E> handler, Consumer<? super List<E>> prefetch) {
        var topic = topics.of(type);
        var eventType = type.getAnnotation(EventType.class).value();
        var taken =
                byTopic.putIfAbsent(
                        topic, new Subscription<>(type, eventType, topic, handler, prefetch));
        if (taken != null) {
            throw new IllegalStateException(
                    "Topic %s is subscribed to twice in this service: for %s and for %s"
                            .formatted(topic, taken.type().getName(), type.getName()));
        }
        return this;
    }

    @Override
    public Collection<String> topics() {
        return byTopic.keySet();
    }

    @Override
    public void check(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        switch (read(new ConsumerRecord<>(topic, 0, 0, key, value))) {
            case Delivery.Readable<?> _ -> {}
            case Delivery.Unreadable(_, var cause) -> throw cause;
            case Delivery.Unknown(_, var eventType) ->
                    throw new UnreadableEventException(
                            "Events of type %s are not handled from %s"
                                    .formatted(eventType, topic));
        }
    }

    Collection<Subscription<?>> subscriptions() {
        return byTopic.values();
    }

    Delivery read(ConsumerRecord<byte[], byte[]> record) {
        try {
            var envelope = codec.read(record.value());
            var subscription = byTopic.get(record.topic());
            if (subscription == null
                    || !subscription.eventType().equals(envelope.metadata().eventType())) {
                return new Delivery.Unknown(record, envelope.metadata().eventType());
            }
            checkKey(record.key(), envelope.metadata().aggregateId());
            return subscription.read(record, envelope, codec);
        } catch (UnreadableEventException unreadable) {
            return new Delivery.Unreadable(record, unreadable);
        }
    }

    /**
     * A missing key is forgiven, as the value says it all; a key of something else means that one
     * of them is wrong.
     */
    private static void checkKey(byte @Nullable [] key, String aggregateId) {
        if (key != null && !aggregateId.equals(new String(key, UTF_8))) {
            throw new UnreadableEventException(
                    "The record's key is not its aggregateId " + aggregateId);
        }
    }
}
