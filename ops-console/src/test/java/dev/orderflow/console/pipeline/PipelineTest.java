package dev.orderflow.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The picture is that of the system. */
class PipelineTest {

    private static final Path SCRIPTS = Path.of("..", "kafka-scripts");

    @Test
    void every_topic_and_every_reader_of_it_is_in_the_picture() throws IOException {
        var readers = new TreeMap<String, TreeSet<String>>();
        for (var topic : firstWords("topics.txt")) {
            var parts = topic.split("\\.");
            var of = readers.computeIfAbsent(parts[0], _ -> new TreeSet<>());
            if (parts.length > 1 && parts[parts.length - 1].equals("dlq")) {
                of.add(parts[1]);
            }
        }

        var drawn = new TreeMap<String, TreeSet<String>>();
        Pipeline.TOPICS.forEach(it -> drawn.put(it.name(), new TreeSet<>(it.consumers())));
        assertThat(drawn).isEqualTo(readers);
    }

    @Test
    void every_topic_comes_from_the_service_that_may_write_to_it() throws IOException {
        for (var topic : Pipeline.TOPICS) {
            assertThat(lines("acls.txt"))
                    .as(topic.name())
                    .anyMatch(
                            line -> {
                                var words = line.split("\\s+");
                                return words[0].equals(topic.publisher())
                                        && words[2].equals(topic.name())
                                        && words[3].contains("Write");
                            });
        }
    }

    private static List<String> firstWords(String file) throws IOException {
        return lines(file).stream().map(line -> line.split("\\s+")[0]).toList();
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(SCRIPTS.resolve(file)).stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
