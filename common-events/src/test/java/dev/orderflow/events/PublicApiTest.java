package dev.orderflow.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class PublicApiTest {

    @Test
    void the_public_api_is_this_and_no_more() {
        var published =
                new ClassFileImporter()
                                .withImportOption(new DoNotIncludeTests())
                                .importPackages("dev.orderflow.events")
                                .stream()
                                .filter(
                                        type ->
                                                type.isTopLevelClass()
                                                        && type.getModifiers()
                                                                .contains(JavaModifier.PUBLIC))
                                .filter(type -> !type.getPackageName().contains(".contract"))
                                .map(JavaClass::getSimpleName);

        assertThat(published)
                .containsExactlyInAnyOrder(
                        "BusinessException",
                        "ConsumerProgress",
                        "Event",
                        "EventChains",
                        "EventHandler",
                        "EventMetadata",
                        "EventPublisher",
                        "EventSubscriber",
                        "EventType",
                        "HandledEvent",
                        "HandledEvents",
                        "OpenEvent",
                        "Subscriptions",
                        "TransactionRows",
                        "TransactionWrites",
                        "Upcaster",
                        // the wire, for tools and tests
                        "CurrentEvent",
                        "EventCodec",
                        "EventHeaders",
                        "EventTracing",
                        "EventValidation",
                        "ProducerMetrics",
                        "RecordOrigin",
                        "TopicNames",
                        "UnreadableEventException",
                        // between the consumer and the review of its dead letters
                        "ConsumedTopics",
                        // to step by hand
                        "OutboxRelay",
                        // what Spring Boot must see
                        "ConsumerAutoConfiguration",
                        "DeadLetterAutoConfiguration",
                        "EventTracingAutoConfiguration",
                        "HandledEventsEndpointAutoConfiguration",
                        "OutboxAutoConfiguration");
    }
}
