package dev.orderflow.events.deadletter;

import dev.orderflow.events.consumer.ConsumedTopics;
import dev.orderflow.events.consumer.ConsumerAutoConfiguration;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.ProducerMetrics;
import dev.orderflow.events.wire.TopicNames;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.ExponentialBackOff;

/** Dead letters of what this service consumes, in a table of its own and over REST. */
@AutoConfiguration(after = ConsumerAutoConfiguration.class)
@ConditionalOnBean(ConsumedTopics.class)
@EnableConfigurationProperties(DlqProperties.class)
public final class DeadLetterAutoConfiguration {

    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 30_000;
    private static final Duration NEXT_LOGIN = Duration.ofSeconds(30);

    /** They are in memory together, and may be a megabyte each. */
    private static final String MOST_LETTERS_A_POLL = "50";

    DeadLetterAutoConfiguration() {}

    @Bean
    DeadLetterTable deadLetterTable(JdbcTemplate jdbc, Clock clock) {
        return new DeadLetterTable(JdbcClient.create(jdbc), clock);
    }

    @Bean
    SendQueue deadLetterSendQueue(JdbcTemplate jdbc, Clock clock) {
        return new SendQueue(jdbc, JdbcClient.create(jdbc), clock);
    }

    @Bean
    Acts deadLetterActs(JdbcTemplate jdbc, Clock clock) {
        return new Acts(JdbcClient.create(jdbc), clock);
    }

    @Bean
    IntakeTrouble deadLetterIntakeTrouble(
            ConsumedTopics consumed,
            MeterRegistry meters,
            @Value("${spring.application.name}") String service,
            Clock clock) {
        return new IntakeTrouble(consumed.consumers(), service, meters, clock);
    }

    @Bean
    @SuppressWarnings("unchecked") // the deserializers are set by the consumer
    ConcurrentMessageListenerContainer<byte[], byte[]> deadLetterIntake(
            ConsumedTopics consumed,
            TopicNames topics,
            ConsumerFactory<?, ?> consumers,
            PlatformTransactionManager transactions,
            DeadLetterTable letters,
            SendQueue queue,
            EventCodec codec,
            IntakeTrouble trouble,
            Clock clock,
            @Value("${spring.application.name}") String service) {
        var sources = sources(consumed, topics);
        var settings = new ContainerProperties(sources.keySet().toArray(String[]::new));
        settings.setGroupId(topics.topicPrefix() + service + "-group-dlq");
        settings.setClientId(service + "-dlq");
        settings.setMessageListener(
                new DeadLetterIntake(
                        sources,
                        new TransactionTemplate(transactions),
                        letters,
                        queue,
                        codec,
                        trouble,
                        clock));
        settings.setConsumerRebalanceListener(trouble);
        settings.setAckMode(ContainerProperties.AckMode.BATCH);
        settings.setMissingTopicsFatal(false);
        settings.setAuthExceptionRetryInterval(NEXT_LOGIN);
        settings.setMicrometerEnabled(false);
        var fewer = new Properties();
        fewer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_LETTERS_A_POLL);
        settings.setKafkaConsumerProperties(fewer);
        var container =
                new ConcurrentMessageListenerContainer<>(
                        (ConsumerFactory<byte[], byte[]>) consumers, settings);
        container.setCommonErrorHandler(readsAgain());
        return container;
    }

    /** By dead-letter topic. */
    private static Map<String, Source> sources(ConsumedTopics consumed, TopicNames topics) {
        var sources = new HashMap<String, Source>();
        for (var consumer : consumed.consumers()) {
            for (var topic : consumed.topics(consumer)) {
                sources.put(topics.deadLetters(topic, consumer), new Source(consumer, topic));
            }
        }
        return sources;
    }

    @Bean
    HealthIndicator deadLetterIntakeHealthIndicator(
            ConcurrentMessageListenerContainer<byte[], byte[]> deadLetterIntake,
            IntakeTrouble trouble) {
        return () ->
                (deadLetterIntake.isRunning() && deadLetterIntake.isInExpectedState()
                                ? trouble.words()
                                : Optional.of("Its thread has ended"))
                        .map(words -> Health.down().withDetail("trouble", words))
                        .orElseGet(Health::up)
                        .build();
    }

    @Bean
    @SuppressWarnings("unchecked") // the serializers are set by the outbox
    ReplaySender deadLetterReplaySender(
            PlatformTransactionManager transactions,
            SendQueue queue,
            ProducerFactory<?, ?> producers,
            TopicNames topics,
            ProducerMetrics metrics,
            Clock clock) {
        return new ReplaySender(
                new TransactionTemplate(transactions),
                queue,
                (ProducerFactory<byte[], byte[]>) producers,
                topics,
                metrics,
                clock);
    }

    @Bean
    DeadLetterCleaner deadLetterCleaner(
            PlatformTransactionManager transactions,
            DeadLetterTable letters,
            Acts acts,
            DlqProperties properties,
            Clock clock) {
        return new DeadLetterCleaner(
                new TransactionTemplate(transactions), letters, acts, properties, clock);
    }

    @Bean
    DeadLetterMeters deadLetterMeters(
            PlatformTransactionManager transactions,
            DeadLetterTable letters,
            ConsumedTopics consumed,
            @Value("${spring.application.name}") String service,
            Clock clock) {
        return new DeadLetterMeters(
                new TransactionTemplate(transactions),
                letters,
                consumed.consumers(),
                service,
                clock);
    }

    /** Without end, and whatever the exception: no letter is given up. */
    private static DefaultErrorHandler readsAgain() {
        var pauses = new ExponentialBackOff(FIRST_PAUSE_MS, 2);
        pauses.setMaxInterval(LONGEST_PAUSE_MS);
        var handler = new DefaultErrorHandler(pauses);
        handler.setClassifications(Map.of(), true);
        return handler;
    }

    /** The review, where there is a web server to ask it by. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Web {

        @Bean
        Adviser deadLetterAdviser(
                ConsumedTopics consumed,
                @Value("${app.kafka.inbox.retention:30d}") Duration inboxRetention,
                Clock clock) {
            return new Adviser(consumed, inboxRetention, clock);
        }

        @Bean
        Replays deadLetterReplays(
                PlatformTransactionManager transactions,
                DeadLetterTable letters,
                SendQueue queue,
                Acts acts,
                Adviser adviser,
                Clock clock,
                ReplaySender sender) {
            return new Replays(
                    new TransactionTemplate(transactions),
                    letters,
                    queue,
                    acts,
                    adviser,
                    clock,
                    sender::wake);
        }

        @Bean
        Review deadLetterReview(
                PlatformTransactionManager transactions,
                DeadLetterTable letters,
                SendQueue queue,
                Acts acts,
                Adviser adviser,
                ConsumedTopics consumed,
                EventCodec codec,
                Clock clock,
                ReplaySender sender) {
            return new Review(
                    new TransactionTemplate(transactions),
                    letters,
                    queue,
                    acts,
                    adviser,
                    consumed,
                    codec,
                    clock,
                    sender::wake);
        }

        @Bean
        DeadLetterEndpoint deadLetterEndpoint(Review review, Replays replays) {
            return new DeadLetterEndpoint(review, replays);
        }
    }
}
