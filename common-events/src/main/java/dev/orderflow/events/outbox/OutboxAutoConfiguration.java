package dev.orderflow.events.outbox;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderflow.events.EventPublisher;
import dev.orderflow.events.tracing.EventTracingAutoConfiguration;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.EventTracing;
import dev.orderflow.events.wire.EventValidation;
import dev.orderflow.events.wire.ProducerMetrics;
import dev.orderflow.events.wire.TopicNames;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.kafka.core.ProducerFactory;

/** The {@link EventPublisher} and the relay behind it. */
@AutoConfiguration(
        after = {
            EventTracingAutoConfiguration.class,
            JdbcTemplateAutoConfiguration.class,
            KafkaAutoConfiguration.class,
            MetricsAutoConfiguration.class
        })
@EnableConfigurationProperties({
    OutboxProperties.class,
    ProducerProperties.class,
    TopicNames.class,
    EventValidation.class
})
public final class OutboxAutoConfiguration {

    /** Longer than Kafka may take to acknowledge a batch; the relay asks twice a second else. */
    private static final Duration RELAY_SILENCE = Duration.ofSeconds(60);

    OutboxAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean
    DefaultKafkaProducerFactoryCustomizer eventProducerSettings(ProducerProperties properties) {
        return factory -> factory.updateConfigs(properties.asKafkaConfig());
    }

    /**
     * The library's tables come with it; their versions are dates, so that they never meet those of
     * a service. A program also starts on tables that a newer one has migrated: it is what is left
     * of the old version during an upgrade, or is rolled back to. A service's new migration has a
     * lower version than the library's, so Flyway does not take it for one of the future.
     */
    @Bean
    FlywayConfigurationCustomizer commonEventsTables(
            @Value("${spring.application.name}") String service) {
        return flyway -> {
            var locations =
                    java.util.stream.Stream.concat(
                            java.util.Arrays.stream(flyway.getLocations()).map(Object::toString),
                            java.util.stream.Stream.of("classpath:db/common-events"));
            var placeholders = new HashMap<>(flyway.getPlaceholders());
            placeholders.put("service", service); // the name that old rows get
            flyway.locations(locations.toArray(String[]::new))
                    .placeholders(placeholders)
                    .outOfOrder(true)
                    .ignoreMigrationPatterns("*:missing", "*:future");
        };
    }

    @Bean
    ProducerMetrics producerMetrics(
            MeterRegistry meters, @Value("${spring.application.name}") String service) {
        return new ProducerMetrics(meters, service);
    }

    @Bean
    Outbox outbox(JdbcTemplate jdbc) {
        return new Outbox(jdbc);
    }

    @Bean
    @SuppressWarnings("unchecked") // the serializers are set above
    KafkaOutboxRelay outboxRelay(
            ProducerFactory<?, ?> producers,
            DataSource dataSource,
            OutboxProperties properties,
            @Value("${spring.application.name}") String service,
            ProducerMetrics metrics) {
        var unpooled =
                DataSourceBuilder.derivedFrom(dataSource)
                        .type(SimpleDriverDataSource.class)
                        .build();
        if (dataSource instanceof HikariDataSource pool) {
            // The time-outs among them: without one, a database that does not answer holds the
            // relay for good.
            unpooled.setConnectionProperties(pool.getDataSourceProperties());
        }
        return new KafkaOutboxRelay(
                (ProducerFactory<byte[], byte[]>) producers,
                new RelayConnection(unpooled, RELAY_SILENCE),
                properties,
                service,
                metrics);
    }

    @Bean
    @ConditionalOnMissingBean(EventPublisher.class)
    OutboxEventPublisher eventPublisher(
            Outbox outbox,
            EventCodec codec,
            EventValidation validation,
            TopicNames topics,
            Clock clock,
            ProducerProperties producer,
            EventTracing tracing,
            ProducerMetrics metrics,
            KafkaOutboxRelay relay) {
        return new OutboxEventPublisher(
                outbox,
                codec,
                validation,
                topics,
                clock,
                producer.maxEventBytes(),
                tracing,
                metrics,
                relay::wake);
    }

    @Bean
    MeterBinder outboxMeters(
            Outbox outbox, Clock clock, @Value("${spring.application.name}") String service) {
        return meters -> {
            Gauge.builder("outbox.events", outbox, Outbox::size)
                    .description("Events that wait to be sent to Kafka")
                    .tag("service", service)
                    .register(meters);
            Gauge.builder("outbox.oldest.age", outbox, it -> it.ageOfOldest(clock))
                    .description("How long the oldest of them waits")
                    .baseUnit("seconds")
                    .tag("service", service)
                    .register(meters);
        };
    }
}
