package dev.orderflow.events.consumer;

import dev.orderflow.events.wire.EventTracing;
import dev.orderflow.events.wire.ProducerMetrics;
import dev.orderflow.events.wire.TopicNames;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Puts a consumer together. What has to do with its offsets, its waiting and its trouble is its
 * own, so that it holds up no other; what knows nothing of that is shared.
 */
@RequiredArgsConstructor
final class EventConsumerFactory {

    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 10_000;
    private static final long POLL_TIMEOUT_MS = 200;

    /** So long after the last record, what still waits is committed. */
    private static final long IDLE_MS = 200;

    private final ConsumerFactory<?, ?> consumers;
    private final ProducerFactory<?, ?> producers;
    private final ConsumerProperties properties;
    private final FailureProperties failures;
    private final TaskScheduler scheduler;
    private final PlatformTransactionManager transactions;
    private final JdbcTemplate jdbc;
    private final Inbox inbox;
    private final HandlingTimes times;
    private final TopicNames topics;
    private final ProducerMetrics producerMetrics;
    private final EventTracing tracing;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Environment environment;

    EventConsumer create(SubscriptionRegistry subscriptions) {
        var container = container(subscriptions);
        var outage = new Outage(container, scheduler, this::askDatabase);
        var waits = new Waits(container, scheduler, clock);
        var stopped = new StoppedPartitions(waits, clock);
        var commits = new Commits(stopped, System::nanoTime);
        container.setupMessageListener(
                new PollHandler(
                        subscriptions,
                        subscriptions.retryTopics(),
                        waits,
                        handling(subscriptions),
                        asides(subscriptions),
                        commits,
                        stopped,
                        outage,
                        outcomes(subscriptions),
                        Duration.ofMillis(properties.maxPollIntervalMs() / 3)));
        container.getContainerProperties().setConsumerRebalanceListener(commits);
        // Not by way of the application's events: another group's consumer would hear them too, and
        // commit these offsets as its own.
        container.setApplicationEventPublisher(
                event -> {
                    if (event instanceof ListenerContainerIdleEvent idle) {
                        commits.onIdle(idle);
                    }
                });
        return new EventConsumer(subscriptions.group(), container, outage, stopped);
    }

    @SuppressWarnings("unchecked") // the deserializers are set by the auto-configuration
    private ConcurrentMessageListenerContainer<byte[], byte[]> container(
            SubscriptionRegistry subscriptions) {
        var name = subscriptions.group().consumer();
        var settings = new ContainerProperties(subscriptions.allTopics());
        settings.setGroupId(subscriptions.group().id());
        settings.setClientId(name);
        // The listener commits itself, what it has made safe and no more.
        settings.setAckMode(ContainerProperties.AckMode.MANUAL);
        // A partition whose wait is over is read again after one of these at the latest.
        settings.setPollTimeout(POLL_TIMEOUT_MS);
        settings.setIdleEventInterval(IDLE_MS);
        settings.setMicrometerEnabled(false);
        settings.setMissingTopicsFatal(false);
        var container =
                new ConcurrentMessageListenerContainer<>(
                        (ConsumerFactory<byte[], byte[]>) consumers, settings);
        container.setBeanName(name + "-events");
        container.setConcurrency(properties.concurrency());
        container.setCommonErrorHandler(readsAgain());
        return container;
    }

    private DeliveryHandling handling(SubscriptionRegistry subscriptions) {
        var transaction =
                new EventTransaction(
                        new TransactionTemplate(transactions),
                        inbox,
                        subscriptions,
                        tracing,
                        times);
        return new DeliveryHandling(transaction, new Failures(failures), properties.batch());
    }

    @SuppressWarnings("unchecked") // the serializers are set by the outbox
    private Asides asides(SubscriptionRegistry subscriptions) {
        return new Asides(
                (ProducerFactory<byte[], byte[]>) producers,
                subscriptions.retryTopics(),
                new DeadLetters(topics, subscriptions.group().consumer(), clock),
                producerMetrics);
    }

    private Outcomes outcomes(SubscriptionRegistry subscriptions) {
        var service = environment.getRequiredProperty("spring.application.name");
        var outcomes = new Outcomes(meters, tracing, service, subscriptions.group().id(), clock);
        outcomes.startAtZero(subscriptions.allTopics());
        return outcomes;
    }

    private void askDatabase() {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> jdbc.execute("select 1"));
    }

    /**
     * For what even the listener did not catch. It skips nothing, commits nothing, and never gives
     * up.
     */
    private static DefaultErrorHandler readsAgain() {
        var pauses = new ExponentialBackOff(FIRST_PAUSE_MS, 2);
        pauses.setMaxInterval(LONGEST_PAUSE_MS);
        var handler = new DefaultErrorHandler(pauses);
        handler.setClassifications(Map.of(), true);
        handler.setAckAfterHandle(false);
        return handler;
    }
}
