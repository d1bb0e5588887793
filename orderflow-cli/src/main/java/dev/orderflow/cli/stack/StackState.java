package dev.orderflow.cli.stack;

import dev.orderflow.embedded.OwnerOnly;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What runs, written down by the supervisor for the other commands, and for its successor in case
 * that it is killed.
 *
 * @param ready whether everything has been ready once
 */
record StackState(
        ProcessMark supervisor,
        boolean ready,
        Security security,
        Ports ports,
        List<PartState> parts) {

    /** One process. */
    record PartState(
            String name, int port, ProcessMark process, Condition condition, int restarts) {}

    static Path file(Path home) {
        return home.resolve("state.properties");
    }

    static Optional<StackState> load(Path home) {
        try {
            var properties = new Properties();
            properties.load(new StringReader(Files.readString(file(home))));
            return Optional.of(parse(properties));
        } catch (NoSuchFileException notRunning) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file(home), e);
        } catch (RuntimeException e) {
            throw new StackProblem(
                    "%s is not what a supervisor wrote: stop what still runs by hand, and delete"
                            + " it.".formatted(file(home)),
                    e);
        }
    }

    void save(Path home) {
        var lines = new ArrayList<String>();
        lines.add("# Written by the supervisor of the local stack.");
        lines.add("ready=" + ready);
        lines.add("security=" + security);
        addMark(lines, "supervisor", supervisor);
        ports.byName().forEach((name, port) -> lines.add("port.%s=%d".formatted(name, port)));
        var names = parts.stream().map(PartState::name).toList();
        lines.add("parts=" + String.join(",", names));
        for (var part : parts) {
            addMark(lines, part.name(), part.process());
            lines.add("%s.port=%d".formatted(part.name(), part.port()));
            lines.add("%s.condition=%s".formatted(part.name(), part.condition()));
            lines.add("%s.restarts=%d".formatted(part.name(), part.restarts()));
        }
        try {
            OwnerOnly.write(file(home), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file(home), e);
        }
    }

    static void delete(Path home) {
        try {
            Files.deleteIfExists(file(home));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file(home), e);
        }
    }

    private static void addMark(List<String> lines, String name, ProcessMark mark) {
        lines.add("%s.pid=%d".formatted(name, mark.pid()));
        lines.add("%s.started=%s".formatted(name, mark.started()));
    }

    private static StackState parse(Properties from) {
        var ports = new HashMap<String, Integer>();
        for (var name : Ports.STANDARD.byName().keySet()) {
            ports.put(name, Integer.valueOf(required(from, "port." + name)));
        }
        var parts = new ArrayList<PartState>();
        for (var name : required(from, "parts").split(",")) {
            if (!name.isEmpty()) {
                parts.add(
                        new PartState(
                                name,
                                Integer.parseInt(required(from, name + ".port")),
                                mark(from, name),
                                Condition.valueOf(required(from, name + ".condition")),
                                Integer.parseInt(required(from, name + ".restarts"))));
            }
        }
        return new StackState(
                mark(from, "supervisor"),
                Boolean.parseBoolean(required(from, "ready")),
                Security.valueOf(required(from, "security")),
                Ports.of(ports),
                List.copyOf(parts));
    }

    private static ProcessMark mark(Properties from, String name) {
        return new ProcessMark(
                Long.parseLong(required(from, name + ".pid")), required(from, name + ".started"));
    }

    private static String required(Properties from, String key) {
        var value = from.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key);
        }
        return value;
    }
}
