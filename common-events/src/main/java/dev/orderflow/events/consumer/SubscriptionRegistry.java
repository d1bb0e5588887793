package dev.orderflow.events.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventHandler;
import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.EventType;
import dev.orderflow.events.Subscriptions;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.EventValidation;
import dev.orderflow.events.wire.RecordOrigin;
import dev.orderflow.events.wire.TopicNames;
import dev.orderflow.events.wire.UnreadableEventException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A consumer's subscriptions by topic: the list of what it may read, and as what. */
final class SubscriptionRegistry implements Subscriptions {

    private final Map<String, Subscription<?>> byTopic = new LinkedHashMap<>();
    private final Map<String, Tier> byRetryTopic = new HashMap<>();
    private final ConsumerGroup group;
    private final TopicNames topics;
    private final RetryTopics retryTopics;
    private final EventCodec codec;
    private final EventValidation validation;

    private record Tier(String sourceTopic, int number) {}

    SubscriptionRegistry(
            ConsumerGroup group,
            List<EventSubscriber> subscribers,
            TopicNames topics,
            RetryTopics retryTopics,
            EventCodec codec,
            EventValidation validation) {
        this.group = group;
        this.topics = topics;
        this.retryTopics = retryTopics;
        this.codec = codec;
        this.validation = validation;
        subscribers.forEach(subscriber -> subscriber.subscribe(this));
    }

    @Override
    public <E extends Event> Subscriptions on(
            Class<E> type,
            Predicate<? super E> wanted,
            EventHandler<? super E> handler,
            Consumer<? super List<E>> prefetch) {
        expect(type);
        var topic = topics.of(type);
        var eventType = type.getAnnotation(EventType.class).value();
        var taken =
                byTopic.putIfAbsent(
                        topic,
                        new Subscription<>(type, eventType, topic, wanted, handler, prefetch));
        if (taken != null) {
            throw new UnusableSubscriptionException(
                    "Topic %s is subscribed to twice in %s: for %s and for %s"
                            .formatted(
                                    topic,
                                    group.consumer(),
                                    taken.type().getName(),
                                    type.getName()),
                    null);
        }
        var tier = 0;
        for (var retryTopic : retryTopics.of(topic)) {
            byRetryTopic.put(retryTopic, new Tier(topic, ++tier));
        }
        return this;
    }

    /** What is missing to read events of this type is found now, and not by the first of them. */
    private void expect(Class<? extends Event> type) {
        try {
            codec.expect(type);
            validation.expectIncoming(type);
        } catch (IllegalStateException missing) {
            throw new UnusableSubscriptionException(
                    "%s cannot read %s. %s"
                            .formatted(group.consumer(), type.getName(), missing.getMessage()),
                    missing);
        }
    }

    ConsumerGroup group() {
        return group;
    }

    /** Source topics. */
    Collection<String> topics() {
        return byTopic.keySet();
    }

    /** Its retry topics, which know its name. */
    RetryTopics retryTopics() {
        return retryTopics;
    }

    /** Where those of a source topic go that it gives up. */
    String deadLetters(String topic) {
        return topics.deadLetters(topic, group.consumer());
    }

    /** Source topics and their retry topics. */
    String[] allTopics() {
        return Stream.concat(byTopic.keySet().stream(), byRetryTopic.keySet().stream())
                .toArray(String[]::new);
    }

    Collection<Subscription<?>> subscriptions() {
        return byTopic.values();
    }

    /** Where the record stands; what it belongs to is told by its topic alone. */
    Arrival arrival(ConsumerRecord<byte[], byte[]> record) {
        var tier = byRetryTopic.get(record.topic());
        return tier == null
                ? new Arrival(record, RecordOrigin.ofSource(record), 0)
                : new Arrival(
                        record, RecordOrigin.ofRetry(record, tier.sourceTopic()), tier.number());
    }

    Delivery read(Arrival arrival) {
        try {
            return read(arrival, arrival.record().key(), arrival.record().value());
        } catch (UnreadableEventException unreadable) {
            return new Delivery.Unreadable(arrival, unreadable);
        }
    }

    private Delivery read(Arrival arrival, byte @Nullable [] key, byte @Nullable [] value) {
        try {
            return readAll(arrival, key, value);
        } catch (UnreadableEventException unreadable) {
            throw unreadable;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError unforeseen) {
            // By code of an event, an upcaster or a schema: it would stop the partition for ever.
            throw new UnreadableEventException(
                    "What reads a record of %s failed: %s"
                            .formatted(arrival.origin().topic(), unforeseen),
                    unforeseen);
        }
    }

    private Delivery readAll(Arrival arrival, byte @Nullable [] key, byte @Nullable [] value) {
        var envelope = codec.read(value);
        var subscription = byTopic.get(arrival.origin().topic());
        if (subscription == null
                || !subscription.eventType().equals(envelope.metadata().eventType())) {
            return new Delivery.Unknown(arrival, envelope.metadata().eventType());
        }
        checkKey(key, envelope.metadata().aggregateId());
        validation.checkIncoming(envelope);
        return subscription.read(arrival, envelope, codec);
    }

    /** As {@link ConsumedTopics#check}. */
    void check(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        var record = new ConsumerRecord<>(topic, 0, 0, key, value);
        if (read(arrival(record), key, value) instanceof Delivery.Unknown(_, var eventType)) {
            throw new UnreadableEventException(
                    "Topic %s carries no events of type %s".formatted(topic, eventType));
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
