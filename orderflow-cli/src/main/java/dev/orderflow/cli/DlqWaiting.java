package dev.orderflow.cli;

import dev.orderflow.cli.dlq.ReplayWatch;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether to wait for what becomes of a dead letter that is sent again. */
final class DlqWaiting {

    @Option(
            names = "--wait",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Wait until each has had its effect or has failed again (default).")
    private boolean wanted;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "Give up waiting when nothing happens for so long (default: ${DEFAULT-VALUE}).")
    private int patienceSeconds;

    /** Empty where nobody waits. */
    Optional<ReplayWatch> watch() {
        Limits.check("--patience", patienceSeconds, 1, 3600);
        return wanted
                ? Optional.of(new ReplayWatch(Duration.ofSeconds(patienceSeconds)))
                : Optional.empty();
    }
}
