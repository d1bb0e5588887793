package dev.orderflow.events.consumer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.orderflow.events.ConsumerProgress;
import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.outbox.OutboxAutoConfiguration;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.EventValidation;
import dev.orderflow.events.wire.TopicNames;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Consumes what the service's {@link EventSubscriber}s ask for; nothing where there is none. */
@AutoConfiguration(after = OutboxAutoConfiguration.class)
@ConditionalOnBean(EventSubscriber.class)
@EnableScheduling
@Import(EventConsumerFactory.class)
@EnableConfigurationProperties({
    ConsumerProperties.class,
    FailureProperties.class,
    InboxProperties.class,
    RetryProperties.class
})
public final class ConsumerAutoConfiguration {

    ConsumerAutoConfiguration() {}

    @Bean
    DefaultKafkaConsumerFactoryCustomizer eventConsumerSettings(ConsumerProperties properties) {
        return factory -> factory.updateConfigs(properties.asKafkaConfig());
    }

    @Bean
    ServiceConsumers eventSubscriptions(
            ObjectProvider<EventSubscriber> subscribers,
            TopicNames topics,
            RetryProperties retry,
            ConsumerProperties properties,
            EventCodec codec,
            EventValidation validation,
            @Value("${spring.application.name}") String service,
            Clock clock) {
        var byName =
                subscribers
                        .orderedStream()
                        .collect(
                                groupingBy(
                                        EventSubscriber::consumer, LinkedHashMap::new, toList()));
        var consumers = new ArrayList<SubscriptionRegistry>();
        byName.forEach(
                (name, its) -> {
                    var group = ConsumerGroup.of(name, service, properties, topics);
                    var retryTopics =
                            new RetryTopics(topics, group.consumer(), retry.delays(), clock);
                    consumers.add(
                            new SubscriptionRegistry(
                                    group, its, topics, retryTopics, codec, validation));
                });
        return new ServiceConsumers(consumers);
    }

    @Bean
    Inbox inbox(JdbcTemplate jdbc, ServiceConsumers consumers, Clock clock) {
        return new Inbox(jdbc, consumers.consumers(), clock);
    }

    @Bean
    InboxCleaner inboxCleaner(
            Inbox inbox, PlatformTransactionManager transactions, InboxProperties properties) {
        return new InboxCleaner(
                inbox, new TransactionTemplate(transactions), properties.retention());
    }

    @Bean
    HandlingTimes handlingTimes(Inbox inbox, PlatformTransactionManager transactions) {
        return new HandlingTimes(inbox, new TransactionTemplate(transactions));
    }

    @Bean
    TopicCheck topicCheck(
            KafkaAdmin admin,
            TopicNames topics,
            RetryProperties retry,
            InboxProperties inbox,
            @Value("${spring.application.name}") String service) {
        return new TopicCheck(admin, topics, service, inbox.retention(), retry.horizon());
    }

    @Bean
    EventConsumers eventConsumers(
            ServiceConsumers subscriptions, TopicCheck topics, EventConsumerFactory factory) {
        var consumers = subscriptions.all().stream().map(factory::create).toList();
        return new EventConsumers(subscriptions, topics, consumers);
    }

    @Bean
    EventConsumerMeters eventConsumerMeters(
            EventConsumers consumers, @Value("${spring.application.name}") String service) {
        return new EventConsumerMeters(consumers, service);
    }

    @Bean
    ConsumerLag consumerLag(
            KafkaAdmin admin, ServiceConsumers consumers, MeterRegistry meters, Clock clock) {
        var topicsByGroup =
                consumers.all().stream()
                        .collect(
                                toMap(
                                        consumer -> consumer.group().id(),
                                        consumer -> List.of(consumer.allTopics())));
        return new ConsumerLag(
                () -> Admin.create(admin.getConfigurationProperties()),
                topicsByGroup,
                meters,
                clock);
    }

    @Bean
    ConsumerProgress consumerProgress(
            KafkaAdmin admin,
            ServiceConsumers consumers,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions) {
        return new KafkaConsumerProgress(
                admin, consumers, jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    EventConsumerHealth eventConsumerHealthIndicator(EventConsumers consumers, ConsumerLag lag) {
        return new EventConsumerHealth(consumers, lag);
    }
}
