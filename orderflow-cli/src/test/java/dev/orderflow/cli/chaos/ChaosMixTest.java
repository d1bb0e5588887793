package dev.orderflow.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.cli.Orderflow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Needs the packaged services of the checkout: {@code ./mvnw package} comes before. */
@EnabledIfSystemProperty(named = "chaos", matches = "true")
class ChaosMixTest {

    @TempDir Path home;

    @Test
    void a_little_of_everything_loses_and_doubles_nothing() {
        var out = new StringWriter();

        var exitCode =
                Orderflow.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(out, true))
                        .execute(
                                "chaos",
                                "--home=" + home,
                                "--project=" + Path.of("..").toAbsolutePath(),
                                "--fault=mix",
                                "--rate=30");

        assertThat(exitCode).as(out.toString()).isZero();
    }
}
