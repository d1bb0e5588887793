package dev.orderflow.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The rights in {@code kafka-scripts/acls.txt} are those that the contract needs, and those of who
 * only looks, and no others.
 */
class AclTableTest {

    private static final Set<String> WHO_ONLY_LOOKS =
            Set.of(
                    "verify topic * Read",
                    "verify group * Describe",
                    "kafka-ui topic * Read,DescribeConfigs",
                    "kafka-ui group * Describe",
                    "ops-console topic * Read,DescribeConfigs",
                    "ops-console group * Describe");

    private static final Path SCRIPTS = Path.of("..", "kafka-scripts");

    @Test
    void a_service_may_do_what_its_events_need_and_nothing_else() throws IOException {
        assertThat(table()).isEqualTo(needed());
    }

    private static Set<String> needed() throws IOException {
        var events = new EventCatalogue(Files.readAllLines(SCRIPTS.resolve("topics.txt")));
        var needed = new TreeSet<>(WHO_ONLY_LOOKS);
        Contract.types()
                .forEach(
                        type -> {
                            var topic = EventCatalogue.nameOf(type);
                            needed.add(
                                    "%s topic %s Write"
                                            .formatted(EventCatalogue.publisherOf(type), topic));
                            for (var service : events.consumersOf(topic)) {
                                needed.add(
                                        "%s topic %s Read,DescribeConfigs"
                                                .formatted(service, topic));
                                // Retries and dead letters of this consumer alone.
                                needed.add(
                                        "%s topic %s.%s.* Read,Write,DescribeConfigs"
                                                .formatted(service, topic, service));
                                needed.add("%1$s group %1$s-group Read".formatted(service));
                                needed.add("%1$s group %1$s-group-dlq Read".formatted(service));
                            }
                        });
        return needed;
    }

    private static Set<String> table() throws IOException {
        return Files.readAllLines(SCRIPTS.resolve("acls.txt")).stream()
                .map(line -> line.replaceFirst("#.*", "").strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
