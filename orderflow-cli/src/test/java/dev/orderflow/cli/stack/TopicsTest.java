package dev.orderflow.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** The file that everybody's topics come from. */
class TopicsTest {

    final Topics topics = Topics.read(Path.of("..", "kafka-scripts", "topics.txt"));

    @Test
    void every_topic_has_the_partitions_and_retention_agreed() {
        assertThat(topics.all()).hasSize(12 + 18 * 4);
        assertThat(topics.all())
                .allSatisfy(
                        topic -> {
                            assertThat(topic.numPartitions()).isEqualTo(3);
                            assertThat(topic.configs())
                                    .containsEntry(
                                            "retention.ms",
                                            isDeadLetters(topic) ? "1209600000" : "604800000")
                                    .containsEntry(
                                            "cleanup.policy",
                                            topic.name().equals("product-updated")
                                                    ? "compact"
                                                    : "delete");
                        });
    }

    @Test
    void every_consumer_of_a_topic_has_its_retry_topics() {
        var names = topics.all().stream().map(NewTopic::name).toList();

        assertThat(names.stream().filter(name -> name.endsWith(".dlq")))
                .allSatisfy(
                        name ->
                                assertThat(names)
                                        .contains(
                                                name.replace(".dlq", ".retry-1"),
                                                name.replace(".dlq", ".retry-2"),
                                                name.replace(".dlq", ".retry-3")));
    }

    @Test
    void every_dead_letter_topic_belongs_to_a_topic_and_a_service() {
        var names = topics.all().stream().map(NewTopic::name).toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(topics.all())
                .filteredOn(TopicsTest::isDeadLetters)
                .allSatisfy(
                        topic -> {
                            var parts = topic.name().split("\\.");
                            assertThat(parts).hasSize(3);
                            assertThat(names).contains(parts[0]);
                            assertThat(parts[1])
                                    .isIn(
                                            "order-service",
                                            "inventory-service",
                                            "payment-service",
                                            "notification-service");
                        });
    }

    private static boolean isDeadLetters(NewTopic topic) {
        return topic.name().endsWith(".dlq");
    }
}
