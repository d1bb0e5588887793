package dev.orderflow.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;

/** The topics of {@code kafka-scripts/topics.txt}, which the scripts for Docker read as well. */
public record Topics(List<NewTopic> all) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Reads lines of {@code name partitions retention-in-ms cleanup-policy [max-bytes]}. */
    public static Topics read(Path file) {
        var topics = new ArrayList<NewTopic>();
        int number = 0;
        for (var line : lines(file)) {
            number++;
            var content = line.replaceFirst("#.*", "").strip();
            if (!content.isEmpty()) {
                topics.add(topic(content, "%s, line %d".formatted(file, number)));
            }
        }
        return new Topics(List.copyOf(topics));
    }

    /** Those of all of these files. */
    static Topics readAll(List<Path> files) {
        return new Topics(files.stream().flatMap(file -> read(file).all().stream()).toList());
    }

    private static NewTopic topic(String line, String where) {
        var words = line.split("\\s+");
        try {
            var settings = new HashMap<String, String>();
            settings.put("retention.ms", Long.toString(Long.parseLong(words[2])));
            settings.put("cleanup.policy", words[3]);
            if (words.length > 4) {
                settings.put("max.message.bytes", Integer.toString(Integer.parseInt(words[4])));
            }
            return new NewTopic(words[0], Integer.parseInt(words[1]), (short) 1).configs(settings);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new StackProblem(
                    "%s: '%s' is not 'name partitions retention-in-ms cleanup-policy [max-bytes]'."
                            .formatted(where, line),
                    e);
        }
    }

    /** Creates those that are missing; those that exist stay as they are. Returns how many. */
    public int createMissing(String bootstrapServers) {
        try (var admin =
                Admin.create(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "default.api.timeout.ms",
                                (int) PATIENCE.toMillis()))) {
            var existing = await(admin.listTopics().names());
            var missing = all.stream().filter(topic -> !existing.contains(topic.name())).toList();
            await(admin.createTopics(missing).all());
            return missing.size();
        }
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The broker did not create the topics.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while topics were created.", e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new StackProblem("%s cannot be read: is this the checkout?".formatted(file), e);
        }
    }
}
