package dev.orderflow.events.test;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventType;
import dev.orderflow.events.contract.inventory.InventoryEvent;
import dev.orderflow.events.contract.order.OrderEvent;
import dev.orderflow.events.contract.payment.PaymentEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives each application context a database and topics of its own. */
final class OwnInfrastructure
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final int PARTITIONS = 3;
    private static final AtomicInteger CONTEXTS = new AtomicInteger();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var infrastructure = Infrastructure.shared();
        var name = "test" + CONTEXTS.incrementAndGet();
        var service = context.getEnvironment().getRequiredProperty("spring.application.name");
        var extra =
                context.getEnvironment()
                        .getProperty("orderflow.test.topics", String[].class, new String[0]);
        var named =
                context.getEnvironment()
                        .getProperty("orderflow.test.consumers", String[].class, new String[0]);
        createTopics(
                infrastructure.bootstrapServers(),
                name + "-",
                service,
                List.of(extra),
                List.of(named));
        var url = infrastructure.createDatabase(name, name, name);
        TestPropertyValues.of(
                        "spring.datasource.url=" + url,
                        "spring.datasource.username=" + name,
                        "spring.datasource.password=" + name,
                        "spring.kafka.bootstrap-servers=" + infrastructure.bootstrapServers(),
                        "app.kafka.topic-prefix=" + name + "-",
                        "app.security.mode=header", // tests say who is calling
                        "app.web.rate.per-second=100000", // as often as they like
                        "app.web.rate.burst=100000",
                        "app.kafka.retry.delays=50ms,100ms,200ms")
                .applyTo(context);
    }

    private static void createTopics(
            String bootstrapServers,
            String prefix,
            String service,
            List<String> extra,
            List<String> named) {
        var topics = new ArrayList<NewTopic>();
        Stream.concat(eventTypes(), extra.stream())
                .map(prefix::concat)
                .forEach(
                        topic -> {
                            topics.add(
                                    new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty()));
                            asides(topic, service).forEach(topics::add);
                        });
        for (var topic : extra) {
            for (var consumer : named) {
                asides(prefix + topic, service + "-" + consumer).forEach(topics::add);
            }
        }
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(topics).all().get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("Cannot create topics", failed.getCause());
        }
    }

    private static Stream<NewTopic> asides(String topic, String consumer) {
        return Stream.of("retry-1", "retry-2", "retry-3", "dlq")
                .map(kind -> topic + "." + consumer + "." + kind)
                .map(OwnInfrastructure::withRoomForHeaders);
    }

    private static NewTopic withRoomForHeaders(String topic) {
        return new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())
                .configs(Map.of("max.message.bytes", "1114112"));
    }

    private static Stream<String> eventTypes() {
        return Stream.of(OrderEvent.class, InventoryEvent.class, PaymentEvent.class)
                .<Class<?>>flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                .filter(Event.class::isAssignableFrom)
                .map(type -> type.getAnnotation(EventType.class).value());
    }
}
