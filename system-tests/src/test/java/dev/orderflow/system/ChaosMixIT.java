package dev.orderflow.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.cli.chaos.Chaos;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./orderflow chaos} does when nothing else is said, at a rate for busy machines. */
class ChaosMixIT {

    @TempDir Path home;

    @Test
    void a_little_of_everything_loses_and_doubles_nothing() throws InterruptedException {
        var out = new StringWriter();
        long seed = ThreadLocalRandom.current().nextInt(1, 100_000);
        var plan =
                new Chaos.Plan(
                        List.of("mix"), seed, 1, 30, 50, Duration.ofSeconds(3), Duration.ZERO);

        var report =
                new Chaos(TestStack.settings(home), plan, new PrintWriter(out, true), _ -> {})
                        .run();

        assertThat(report.isClean()).as("seed %d: %s", seed, out).isTrue();
    }
}
