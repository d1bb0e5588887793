package dev.orderflow.cli;

import dev.orderflow.cli.stack.Condition;
import dev.orderflow.cli.stack.PartStatus;
import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.stack.ServiceSpec;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows what runs and how it is doing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything is up", "1:something is not"})
final class StatusCommand implements Callable<Integer> {

    private static final String ROW = "%-22s %8s %6s  %-11s %9s %9s %9s%n";

    @Mixin private HomeOptions home;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var running = RunningStack.in(home.folder());
        if (running.isEmpty()) {
            out.println("Orderflow is not running; ./orderflow up starts it.");
            return Orderflow.EXIT_PROBLEM;
        }
        var stack = running.get();
        var parts = stack.parts();
        print(parts, out);
        if (!stack.isSupervised()) {
            out.println(
                    "The supervisor is gone, so nothing is started again when it ends:"
                            + " ./orderflow up starts afresh, ./orderflow down ends the rest.");
            return Orderflow.EXIT_PROBLEM;
        }
        if (!stack.isReady()) {
            out.println("Still starting.");
            return Orderflow.EXIT_PROBLEM;
        }
        return parts.stream().allMatch(StatusCommand::isFine) ? 0 : Orderflow.EXIT_PROBLEM;
    }

    /** Nobody waits for the console. */
    private static boolean isFine(PartStatus part) {
        return part.isUp()
                || part.name().equals(ServiceSpec.CONSOLE)
                        && part.state().equals(Condition.STARTING.name());
    }

    private static void print(List<PartStatus> parts, PrintWriter out) {
        out.printf(ROW, "", "PID", "PORT", "STATE", "MEMORY", "UPTIME", "RESTARTS");
        long total = 0;
        for (var part : parts) {
            out.printf(
                    ROW,
                    part.name(),
                    part.pid() == null ? "-" : part.pid(),
                    part.port(),
                    part.state(),
                    megabytes(part.memory()),
                    readable(part.uptime()),
                    part.restarts());
            total += Objects.requireNonNullElse(part.memory(), 0L);
        }
        out.printf(ROW, "together", "", "", "", megabytes(total), "", "");
    }

    private static String megabytes(@Nullable Long bytes) {
        return bytes == null ? "-" : "%d MB".formatted(bytes >> 20);
    }

    static String readable(@Nullable Duration time) {
        if (time == null) {
            return "-";
        }
        if (time.toHours() > 0) {
            return "%d h %02d m".formatted(time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0
                ? "%d m %02d s".formatted(time.toMinutes(), time.toSecondsPart())
                : "%d s".formatted(time.toSeconds());
    }
}
