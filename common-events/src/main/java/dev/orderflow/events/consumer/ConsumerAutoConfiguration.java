package dev.orderflow.events.consumer;

import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.outbox.OutboxAutoConfiguration;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.EventTracing;
import dev.orderflow.events.wire.TopicNames;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
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
    InboxProperties.class,
    RetryProperties.class
})
public final class ConsumerAutoConfiguration {

    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 30_000;

    ConsumerAutoConfiguration() {}

    @Bean
    DefaultKafkaConsumerFactoryCustomizer eventConsumerSettings(ConsumerProperties properties) {
        return factory -> factory.updateConfigs(properties.asKafkaConfig());
    }

    @Bean
    SubscriptionRegistry eventSubscriptions(
            ObjectProvider<EventSubscriber> subscribers, TopicNames topics, EventCodec codec) {
        return new SubscriptionRegistry(subscribers.orderedStream().toList(), topics, codec);
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
    @SuppressWarnings("unchecked") // the (de)serializers are set above and by the outbox
    EventConsumer eventConsumer(
            SubscriptionRegistry subscriptions,
            ConsumerProperties properties,
            InboxProperties inboxProperties,
            RetryProperties retry,
            ConsumerFactory<?, ?> consumers,
            ProducerFactory<?, ?> producers,
            PlatformTransactionManager transactions,
            Inbox inbox,
            TopicNames topics,
            KafkaAdmin admin,
            EventTracing tracing,
            MeterRegistry meters,
            Clock clock,
            @Value("${spring.application.name}") String service) {
        var deadLetters =
                new DeadLetters(
                        (ProducerFactory<byte[], byte[]>) producers, topics, service, clock);
        var metrics = new ConsumerMetrics(meters, service, clock);
        var transaction =
                new EventTransaction(
                        new TransactionTemplate(transactions),
                        inbox,
                        subscriptions,
                        tracing,
                        metrics);
        var oneByOne =
                new RecordHandling(transaction, deadLetters, tracing, metrics, retry.asBackOff());
        var poll =
                new PollHandler(
                        subscriptions,
                        transaction,
                        oneByOne,
                        deadLetters,
                        metrics,
                        properties.batch(),
                        Duration.ofMillis(properties.maxPollIntervalMs() / 3));

        var settings = new ContainerProperties(subscriptions.topics().toArray(String[]::new));
        var group = properties.groupId() == null ? service + "-group" : properties.groupId();
        settings.setGroupId(topics.topicPrefix() + group);
        settings.setClientId(service);
        settings.setMessageListener(poll);
        settings.setAckMode(ContainerProperties.AckMode.BATCH);
        // A lost offset commit costs a redelivery, which the inbox answers; waiting for each would
        // cost time.
        settings.setSyncCommits(false);
        settings.setMicrometerEnabled(false);
        settings.setMissingTopicsFatal(false);
        var container =
                new ConcurrentMessageListenerContainer<>(
                        (ConsumerFactory<byte[], byte[]>) consumers, settings);
        container.setBeanName(service + "-events");
        container.setConcurrency(properties.concurrency());
        container.setCommonErrorHandler(new DefaultErrorHandler(outagePauses()));
        return new EventConsumer(
                subscriptions,
                new TopicCheck(admin, topics, service, inboxProperties.retention()),
                container);
    }

    @Bean
    EventConsumerHealth eventConsumerHealthIndicator(EventConsumer consumer) {
        return new EventConsumerHealth(consumer);
    }

    /** Without end: an outage is no record's fault, and none is given up because of it. */
    private static ExponentialBackOff outagePauses() {
        var pauses = new ExponentialBackOff(FIRST_PAUSE_MS, 2);
        pauses.setMaxInterval(LONGEST_PAUSE_MS);
        return pauses;
    }
}
