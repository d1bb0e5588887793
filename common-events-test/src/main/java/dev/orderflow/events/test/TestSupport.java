package dev.orderflow.events.test;

import dev.orderflow.events.consumer.ConsumedTopics;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.TopicNames;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The beans of {@link OrderflowTest}. */
@TestConfiguration(proxyBeanMethods = false)
class TestSupport {

    @Bean
    @Primary
    TestClock testClock() {
        return new TestClock();
    }

    @Bean
    EventInjector eventInjector(
            KafkaConnectionDetails kafka,
            TopicNames topics,
            EventCodec codec,
            TestClock clock,
            ObjectProvider<ConsumedTopics> consumed,
            @Value("${spring.application.name}") String service) {
        var consumers = consumed.stream().flatMap(it -> it.consumers().stream()).toList();
        return new EventInjector(
                String.join(",", kafka.getBootstrapServers()),
                topics,
                codec,
                clock,
                consumers.isEmpty() ? List.of(service) : consumers);
    }

    @Bean
    PublishedEvents publishedEvents(
            KafkaConnectionDetails kafka, TopicNames topics, EventCodec codec) {
        return new PublishedEvents(String.join(",", kafka.getBootstrapServers()), topics, codec);
    }
}
