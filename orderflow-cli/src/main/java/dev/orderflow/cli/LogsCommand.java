package dev.orderflow.cli;

import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.embedded.LogTail;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Shows the end of a log, and with -f what is added to it.")
final class LogsCommand implements Callable<Integer> {

    private static final List<String> NAMES =
            List.of(
                    "order-service",
                    "inventory-service",
                    "payment-service",
                    "notification-service",
                    "message-service",
                    "kafka",
                    "mariadb",
                    "supervisor",
                    "build");

    @Mixin private HomeOptions home;

    @Parameters(
            paramLabel = "SERVICE",
            completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}; 'order' is enough for order-service.")
    private String service;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing what is added, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "50",
            description = "How many lines (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var log = home.settings().log(name());
        if (Files.notExists(log) && !follow) {
            throw new StackProblem("%s has not written anything yet.".formatted(name()));
        }
        var out = spec.commandLine().getOut();
        var follower = LogFollower.fromTheEndOf(log);
        LogTail.lines(log, lines).forEach(out::println);
        out.flush();
        while (follow) {
            follower.copyNewTo(out);
            Thread.sleep(200);
        }
        return 0;
    }

    private String name() {
        return NAMES.stream()
                .filter(name -> name.equals(service) || name.equals(service + "-service"))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ParameterException(
                                        spec.commandLine(),
                                        "There is no '%s'; there are %s."
                                                .formatted(service, String.join(", ", NAMES))));
    }

    /** For the help text. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NAMES.iterator();
        }
    }
}
