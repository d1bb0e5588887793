package dev.orderflow.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.cli.stack.Topics;
import dev.orderflow.cli.verify.Subscription;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class ConsumerGroupTest {

    @Test
    void a_service_with_one_consumer_has_the_group_of_its_name() {
        assertThat(ConsumerGroup.of("payment-service"))
                .singleElement()
                .isEqualTo(
                        new ConsumerGroup(
                                "payment-service-group",
                                List.of("payment-requested", "order-cancelled")));
    }

    @Test
    void message_service_has_a_group_for_each_of_its_consumers() {
        assertThat(ConsumerGroup.of("message-service"))
                .extracting(ConsumerGroup::name)
                .containsExactlyInAnyOrder(
                        "message-service-statistics-group",
                        "message-service-receipts-group",
                        "message-service-archive-group",
                        "message-service-priority-group",
                        "message-service-push-group");
    }

    @Test
    void the_examples_consumers_are_those_for_whom_there_are_dead_letter_topics() {
        var topics = Topics.read(Path.of("..", "kafka-scripts", "topics-examples.txt"));

        assertThat(ConsumerGroup.OF_EXAMPLES.stream().map(Subscription::deadLetters))
                .containsExactlyInAnyOrderElementsOf(
                        topics.all().stream()
                                .map(NewTopic::name)
                                .filter(it -> it.endsWith(".dlq"))
                                .toList());
    }
}
