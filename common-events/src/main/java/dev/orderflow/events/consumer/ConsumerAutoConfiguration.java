package dev.orderflow.events.consumer;

import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.outbox.OutboxAutoConfiguration;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.EventTracing;
import dev.orderflow.events.wire.EventValidation;
import dev.orderflow.events.wire.ProducerMetrics;
import dev.orderflow.events.wire.TopicNames;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.ExponentialBackOff;

/** Consumes what the service's {@link EventSubscriber}s ask for; nothing where there is none. */
@AutoConfiguration(after = OutboxAutoConfiguration.class)
@ConditionalOnBean(EventSubscriber.class)
@EnableScheduling
@EnableConfigurationProperties({
    ConsumerProperties.class,
    FailureProperties.class,
    InboxProperties.class,
    RetryProperties.class
})
public final class ConsumerAutoConfiguration {

    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 10_000;
    private static final long POLL_TIMEOUT_MS = 200;
    private static final long IDLE_MS = 2_000;

    ConsumerAutoConfiguration() {}

    @Bean
    DefaultKafkaConsumerFactoryCustomizer eventConsumerSettings(ConsumerProperties properties) {
        return factory -> factory.updateConfigs(properties.asKafkaConfig());
    }

    @Bean
    RetryTopics retryTopics(
            TopicNames topics,
            RetryProperties retry,
            @Value("${spring.application.name}") String service,
            Clock clock) {
        return new RetryTopics(topics, service, retry.delays(), clock);
    }

    @Bean
    SubscriptionRegistry eventSubscriptions(
            ObjectProvider<EventSubscriber> subscribers,
            TopicNames topics,
            RetryTopics retryTopics,
            EventCodec codec,
            EventValidation validation) {
        return new SubscriptionRegistry(
                subscribers.orderedStream().toList(), topics, retryTopics, codec, validation);
    }

    @Bean
    Inbox inbox(
            JdbcTemplate jdbc, @Value("${spring.application.name}") String service, Clock clock) {
        return new Inbox(jdbc, service, clock);
    }

    @Bean
    InboxCleaner inboxCleaner(
            Inbox inbox, PlatformTransactionManager transactions, InboxProperties properties) {
        return new InboxCleaner(
                inbox, new TransactionTemplate(transactions), properties.retention());
    }

    @Bean
    @SuppressWarnings("unchecked") // the deserializers are set above
    ConcurrentMessageListenerContainer<byte[], byte[]> eventListenerContainer(
            SubscriptionRegistry subscriptions,
            ConsumerProperties properties,
            ConsumerGroup group,
            ConsumerFactory<?, ?> consumers,
            @Value("${spring.application.name}") String service) {
        var settings = new ContainerProperties(subscriptions.allTopics());
        settings.setGroupId(group.id());
        settings.setClientId(service);
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
        container.setBeanName(service + "-events");
        container.setConcurrency(properties.concurrency());
        container.setCommonErrorHandler(readsAgain());
        container.setAutoStartup(false); // its owner, the event consumer, starts and stops it
        return container;
    }

    @Bean
    ConsumerGroup consumerGroup(
            ConsumerProperties properties,
            TopicNames topics,
            @Value("${spring.application.name}") String service) {
        var group = properties.groupId() == null ? service + "-group" : properties.groupId();
        return new ConsumerGroup(topics.topicPrefix() + group);
    }

    @Bean
    Outage outage(
            ConcurrentMessageListenerContainer<byte[], byte[]> eventListenerContainer,
            TaskScheduler scheduler,
            PlatformTransactionManager transactions,
            JdbcTemplate jdbc) {
        var transaction = new TransactionTemplate(transactions);
        return new Outage(
                eventListenerContainer,
                scheduler,
                () -> transaction.executeWithoutResult(_ -> jdbc.execute("select 1")));
    }

    @Bean
    Waits waits(
            ConcurrentMessageListenerContainer<byte[], byte[]> eventListenerContainer,
            TaskScheduler scheduler,
            Clock clock) {
        return new Waits(eventListenerContainer, scheduler, clock);
    }

    @Bean
    StoppedPartitions stoppedPartitions(Waits waits, Clock clock) {
        return new StoppedPartitions(waits, clock);
    }

    @Bean
    Commits commits(StoppedPartitions stopped) {
        return new Commits(stopped);
    }

    @Bean
    DeliveryHandling deliveryHandling(
            PlatformTransactionManager transactions,
            Inbox inbox,
            SubscriptionRegistry subscriptions,
            EventTracing tracing,
            FailureProperties failures,
            ConsumerProperties properties) {
        return new DeliveryHandling(
                new EventTransaction(
                        new TransactionTemplate(transactions), inbox, subscriptions, tracing),
                new Failures(failures),
                properties.batch());
    }

    @Bean
    @SuppressWarnings("unchecked") // the serializers are set by the outbox
    Asides asides(
            ProducerFactory<?, ?> producers,
            RetryTopics retryTopics,
            TopicNames topics,
            ProducerMetrics metrics,
            Clock clock,
            @Value("${spring.application.name}") String service) {
        return new Asides(
                (ProducerFactory<byte[], byte[]>) producers,
                retryTopics,
                new DeadLetters(topics, service, clock),
                metrics);
    }

    @Bean
    Outcomes outcomes(
            MeterRegistry meters,
            EventTracing tracing,
            ConsumerGroup group,
            SubscriptionRegistry subscriptions,
            Clock clock,
            @Value("${spring.application.name}") String service) {
        var outcomes = new Outcomes(meters, tracing, service, group.id(), clock);
        outcomes.startAtZero(subscriptions.allTopics());
        return outcomes;
    }

    @Bean
    PollHandler pollHandler(
            SubscriptionRegistry subscriptions,
            RetryTopics retryTopics,
            Waits waits,
            DeliveryHandling handling,
            Asides asides,
            Commits commits,
            StoppedPartitions stopped,
            Outage outage,
            Outcomes outcomes,
            ConsumerProperties properties) {
        return new PollHandler(
                subscriptions,
                retryTopics,
                waits,
                handling,
                asides,
                commits,
                stopped,
                outage,
                outcomes,
                Duration.ofMillis(properties.maxPollIntervalMs() / 3));
    }

    @Bean
    TopicCheck topicCheck(
            KafkaAdmin admin,
            TopicNames topics,
            RetryTopics retryTopics,
            RetryProperties retry,
            InboxProperties inbox,
            @Value("${spring.application.name}") String service) {
        return new TopicCheck(
                admin, topics, retryTopics, service, inbox.retention(), retry.horizon());
    }

    @Bean
    EventConsumer eventConsumer(
            SubscriptionRegistry subscriptions,
            TopicCheck topics,
            PollHandler handler,
            Commits commits,
            ConcurrentMessageListenerContainer<byte[], byte[]> eventListenerContainer,
            Outage outage,
            StoppedPartitions stopped) {
        eventListenerContainer.setupMessageListener(handler);
        eventListenerContainer.getContainerProperties().setConsumerRebalanceListener(commits);
        return new EventConsumer(subscriptions, topics, eventListenerContainer, outage, stopped);
    }

    @Bean
    EventConsumerMeters eventConsumerMeters(
            EventConsumer consumer, @Value("${spring.application.name}") String service) {
        return new EventConsumerMeters(consumer, service);
    }

    @Bean
    ConsumerLag consumerLag(
            KafkaAdmin admin,
            ConsumerGroup group,
            SubscriptionRegistry subscriptions,
            MeterRegistry meters,
            Clock clock) {
        return new ConsumerLag(
                admin, group.id(), List.of(subscriptions.allTopics()), meters, clock);
    }

    @Bean
    EventConsumerHealth eventConsumerHealthIndicator(EventConsumer consumer, ConsumerLag lag) {
        return new EventConsumerHealth(consumer, lag);
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
