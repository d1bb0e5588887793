package dev.orderflow.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.UnreadableEventException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was ever published, and whether the contract of today keeps it. The folder {@code published}
 * has the schema of each version as it was published last, and each golden file that there ever
 * was; it only grows.
 *
 * @param schemas of today, all versions
 * @param golden of today, for the version of each type's record
 */
record PublishedContract(
        Path published, Path schemas, Path golden, Collection<Class<? extends Event>> types) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final EventCodec CODEC = new EventCodec();
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String INSTEAD =
            " Leave version %s as it is, and publish the next version beside it:"
                    + " CONTRIBUTING.md, \"How to change an event\", says how.";

    /** Sentences that say what is broken and what to do instead; empty where all is kept. */
    List<String> broken() {
        var broken = new ArrayList<String>();
        for (var file : files(published)) {
            (isSchema(file) ? brokenSchema(file) : unreadableSample(file)).ifPresent(broken::add);
        }
        return broken;
    }

    /** What is fine, and is to be written down because it will be published from now on. */
    List<Path> unrecorded() {
        var unrecorded = new ArrayList<Path>();
        for (var schema : files(schemas)) {
            var recorded = published.resolve(schema.getFileName());
            if (!Files.exists(recorded) || !json(recorded).equals(json(schema))) {
                unrecorded.add(schema);
            }
        }
        for (var sample : files(golden)) {
            if (samplesLike(sample).stream().noneMatch(it -> json(it).equals(json(sample)))) {
                unrecorded.add(sample);
            }
        }
        return unrecorded;
    }

    /** Writes that down. Nothing where something is broken. */
    void record() {
        if (!broken().isEmpty()) {
            throw new IllegalStateException(String.join("\n", broken()));
        }
        for (var file : unrecorded()) {
            var name =
                    isSchema(file)
                            ? file.getFileName().toString()
                            : "%s.%d.json".formatted(versionOf(file), samplesLike(file).size() + 1);
            write(published.resolve(name), read(file));
        }
    }

    private Optional<String> brokenSchema(Path file) {
        var today = schemas.resolve(file.getFileName());
        var version = versionOf(file);
        if (!Files.exists(today)) {
            return Optional.of(
                    "%s is published, and its schema is gone: there are events of it that somebody has to read. Put it back."
                            .formatted(version));
        }
        var changes = SchemaChanges.thatBreak(json(file), json(today));
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ("%s is published, and this would break whoever has its events, or reads them with a program of yesterday: %s."
                                        + INSTEAD)
                                .formatted(version, String.join(", ", changes), version));
    }

    private Optional<String> unreadableSample(Path file) {
        var version = versionOf(file);
        var type = types.stream().filter(it -> version.startsWith(nameOf(it) + ".v")).findFirst();
        if (type.isEmpty()) {
            return Optional.of(
                    "%s is published, and no record reads it any more. Put the record back; to publish no more of it is enough."
                            .formatted(version));
        }
        var schema = schemas.resolve(version + ".schema.json");
        if (Files.exists(schema)) {
            var errors = SCHEMAS.getSchema(read(schema)).validate(read(file), InputFormat.JSON);
            if (!errors.isEmpty()) {
                return Optional.of(
                        ("%s was published, and is not valid any more: %s." + INSTEAD)
                                .formatted(file.getFileName(), errors, version));
            }
        }
        try {
            CODEC.event(CODEC.read(read(file).getBytes(UTF_8)), type.get());
            return Optional.empty();
        } catch (UnreadableEventException unreadable) {
            return Optional.of(
                    "%s was published, and cannot be read any more: %s. Give the @EventType of %s an upcaster that reads it, or undo what you did to the record."
                            .formatted(
                                    file.getFileName(),
                                    unreadable.getMessage(),
                                    type.get().getSimpleName()));
        }
    }

    private List<Path> samplesLike(Path sample) {
        return files(published).stream()
                .filter(file -> !isSchema(file) && versionOf(file).equals(versionOf(sample)))
                .toList();
    }

    private static String nameOf(Class<? extends Event> type) {
        return type.getAnnotation(EventType.class).value();
    }

    private static boolean isSchema(Path file) {
        return file.getFileName().toString().endsWith(".schema.json");
    }

    /** {@code order-created.v1} of {@code order-created.v1.schema.json}. */
    private static String versionOf(Path file) {
        return file.getFileName().toString().replaceAll("(\\.v\\d+)\\..*", "$1");
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(".json")).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static JsonNode json(Path file) {
        return JSON.readTree(read(file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
