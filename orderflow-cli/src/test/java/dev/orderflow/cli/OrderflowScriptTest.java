package dev.orderflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts at the root, in a checkout whose Maven only pretends. */
class OrderflowScriptTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final List<String> SERVICES =
            List.of(
                    "order-service",
                    "inventory-service",
                    "payment-service",
                    "notification-service",
                    "ops-console");

    /** Makes the jars, as the real one would; fails when told to. */
    private static final String FAKE_MAVEN =
            """
            #!/bin/sh
            cd "$(dirname "$0")" || exit 1
            if [ -e fail ]; then echo "[ERROR] a semicolon is missing"; exit 1; fi
            mkdir -p orderflow-cli/target
            cp echo.jar orderflow-cli/target/orderflow-cli.jar
            touch orderflow-cli/target/orderflow-cli.jar
            for service in order-service inventory-service payment-service notification-service ops-console; do
                mkdir -p $service/target
                touch $service/target/$service.jar.original
                touch -d 2020-01-01T00:00:00Z $service/target/$service.jar
            done
            echo "$*" >> builds
            """;

    @TempDir Path checkout;

    @BeforeEach
    void copyScripts() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        Files.createDirectories(checkout.resolve(".mvn"));
        copy("orderflow");
        copy(".mvn/find-jdk.sh");
        script("mvnw", FAKE_MAVEN);
        writeEchoJar(checkout.resolve("echo.jar"));
        source("pom.xml");
        for (var module :
                List.of(
                        "orderflow-cli",
                        "embedded-infrastructure",
                        "common-events",
                        "common-web",
                        "topic-reader")) {
            module(module);
        }
        for (var service : SERVICES) {
            module(service);
        }
    }

    @Test
    void what_is_missing_is_built_once() throws Exception {
        var first = run("up", "--port-offset", "1");
        assertThat(first.output())
                .isEqualToNormalizingNewlines(
                        "building (first time: a few minutes) ...\ncli up --port-offset 1\n");
        assertThat(run("up").output()).isEqualToNormalizingNewlines("cli up\n");
        assertThat(builds()).hasSize(1);
        assertThat(builds().getFirst()).contains("-Dmaven.test.skip=true").endsWith("package");
    }

    @Test
    void what_somebody_else_built_is_not_built_again() throws Exception {
        new ProcessBuilder(checkout.resolve("mvnw").toString()).start().waitFor();
        assertThat(run("up").output()).isEqualToNormalizingNewlines("cli up\n");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void what_has_changed_is_built_before_it_is_started() throws Exception {
        run("up");
        for (var changed :
                List.of(
                        "common-events/src/main/java/Source.java",
                        "payment-service/pom.xml",
                        "topic-reader/src/main/java/Source.java",
                        "embedded-infrastructure/src/main/java/Source.java")) {
            // Later than the build by more than a clock tick, and yet not in the future for long.
            Files.setLastModifiedTime(
                    checkout.resolve(changed), FileTime.from(Instant.now().plusSeconds(1)));
            for (var looksOnly : List.of("status", "bench --orders 5")) {
                assertThat(run(looksOnly.split(" ")).output())
                        .as(changed)
                        .isEqualTo("cli " + looksOnly + "\n");
            }
            assertThat(run("up").output()).as(changed).startsWith("building what has changed ...");
            Files.setLastModifiedTime(checkout.resolve(changed), FileTime.from(Instant.EPOCH));
            assertThat(run("up").output()).as(changed).isEqualTo("cli up\n");
        }
    }

    /**
     * They start a stack of their own, and what it is made of must not be older than the sources.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "chaos --fault mix",
                "demo",
                "bench --compare record",
                "bench --orders 5 --compare=instances"
            })
    void whatever_starts_services_has_them_built(String command) throws Exception {
        run("up");
        Files.setLastModifiedTime(
                checkout.resolve("order-service/pom.xml"),
                FileTime.from(Instant.now().plusSeconds(1)));

        assertThat(run(command.split(" ")).output()).startsWith("building ");
    }

    @Test
    void chaos_has_the_examples_built_as_well() throws Exception {
        run("up");
        run("chaos", "--list");

        assertThat(builds()).hasSize(2);
        assertThat(builds().getFirst()).doesNotContain("examples");
        assertThat(builds().getLast()).contains("examples/message-service");
    }

    @Test
    void a_build_that_fails_shows_its_end_and_where_the_rest_is() throws Exception {
        Files.createFile(checkout.resolve("fail"));
        var failed = run("up");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.output())
                .contains("[ERROR] a semicolon is missing")
                .contains("the build failed; all of its output is in")
                .doesNotContain("cli");
    }

    @Test
    void without_a_jdk_there_is_one_sentence_that_says_what_to_install() throws Exception {
        var finder = checkout.resolve(".mvn/find-jdk.sh");
        Files.writeString(finder, Files.readString(finder).replace("needed=25", "needed=999"));
        copy("mvnw");
        for (var name : List.of("orderflow", "mvnw")) {
            var failed = finish(checkout.resolve(name).toString(), "up");
            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.output().lines())
                    .singleElement()
                    .asString()
                    .startsWith("Orderflow needs a JDK 999: install one");
        }
    }

    /** What the launcher hands over to. */
    static final class Echo {
        public static void main(String[] args) {
            System.out.println("cli " + String.join(" ", args));
        }
    }

    private Finished run(String... args) throws Exception {
        var command = new ArrayList<>(List.of(checkout.resolve("orderflow").toString()));
        command.addAll(List.of(args));
        return finish(command.toArray(String[]::new));
    }

    private static Finished finish(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Finished(process.waitFor(), output);
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(checkout.resolve("builds"));
    }

    private void copy(String name) throws IOException {
        script(name, Files.readString(ROOT.resolve(name)));
    }

    private void script(String name, String content) throws IOException {
        var file = Files.writeString(checkout.resolve(name), content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void module(String name) throws IOException {
        source(name + "/pom.xml");
        source(name + "/src/main/java/Source.java");
    }

    private void source(String name) throws IOException {
        var file = checkout.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    }

    private static void writeEchoJar(Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
        var entry = Echo.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var bytes = Echo.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            bytes.transferTo(out);
            out.closeEntry();
        }
    }

    private record Finished(int exitCode, String output) {}
}
