package dev.orderflow.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Docker compose with files of the checkout: as a project of its own, so that it meets neither
 * another's containers nor data, on ports that nobody uses.
 */
final class Compose implements AutoCloseable {

    /** What {@code .env.example} has: what must be filled in, and what may. */
    private static final Pattern VARIABLE = Pattern.compile("(?m)^(#?)(\\w+)=(.*)$");

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> files;
    private final Path environment;
    private final String project = "orderflow-test-" + UUID.randomUUID().toString().substring(0, 8);

    /**
     * @param folder for the passwords, which are new ones
     */
    Compose(Path folder, String... files) throws IOException {
        this.files = List.of(files);
        VARIABLE.matcher(Files.readString(Checkout.FOLDER.resolve(".env.example")))
                .results()
                .forEach(
                        it -> {
                            var name = it.group(2);
                            if (it.group(1).isEmpty()) {
                                settings.put(name, UUID.randomUUID().toString().replace("-", ""));
                            } else if (name.endsWith("_PORT")) {
                                settings.put(name, Integer.toString(FreePorts.next()));
                            }
                        });
        environment = folder.resolve("compose.env");
        save();
    }

    static Path checkout() {
        return Checkout.FOLDER;
    }

    /** Why no test can run here; empty where one can. */
    static String whyNot() throws IOException, InterruptedException {
        if (!"docker".equals(System.getProperty("test.infra"))) {
            return "-Dtest.infra=docker is not set";
        }
        try {
            var docker =
                    new ProcessBuilder("docker", "compose", "ls").redirectErrorStream(true).start();
            var said = new String(docker.getInputStream().readAllBytes(), UTF_8);
            return docker.waitFor() == 0 ? "" : "No Docker engine answers: " + said;
        } catch (IOException notInstalled) {
            return "There is no docker: " + notInstalled.getMessage();
        }
    }

    void set(String variable, Object value) {
        settings.put(variable, value.toString());
        save();
    }

    String setting(String variable) {
        return settings.get(variable);
    }

    /** Where a port is published. */
    URI http(String variable) {
        return URI.create("http://127.0.0.1:" + setting(variable));
    }

    Path environment() {
        return environment;
    }

    /** Runs {@code docker compose} with these words, which has to succeed in time. */
    String run(Duration limit, String... words) throws IOException, InterruptedException {
        var result = tryTo(limit, words);
        assertThat(result.exitCode()).as("%s: %s", String.join(" ", words), result.said()).isZero();
        return result.said();
    }

    record Result(int exitCode, String said) {}

    Result tryTo(Duration limit, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("docker", "compose", "-p", project));
        command.addAll(List.of("--env-file", environment.toString()));
        command.addAll(List.of("--profile", "apps", "--profile", "examples"));
        files.forEach(
                file -> command.addAll(List.of("-f", Checkout.FOLDER.resolve(file).toString())));
        command.addAll(List.of(words));
        var said = Files.createTempFile(environment.getParent(), "compose", ".log");
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return new Result(
                    -1, "Not done within %s: %s".formatted(limit, Files.readString(said)));
        }
        return new Result(process.exitValue(), Files.readString(said));
    }

    /** Takes everything away, data too. */
    @Override
    public void close() throws IOException {
        try {
            run(Duration.ofMinutes(3), "down", "--volumes", "--timeout", "5");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void save() {
        try {
            Files.writeString(
                    environment,
                    settings.entrySet().stream()
                            .map(it -> it.getKey() + "=" + it.getValue() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
