package dev.orderflow.cli;

import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.embedded.LogTail;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** Each may have further instances, named after it. */
    private static final List<String> SERVICES =
            List.of(
                    "order-service",
                    "inventory-service",
                    "payment-service",
                    "notification-service",
                    "message-service");

    private static final List<String> OTHERS =
            List.of("ops-console", "kafka", "mariadb", "supervisor", "build");

    private static final Pattern INSTANCE = Pattern.compile("(.+)(-[2-4])");

    @Mixin private HomeOptions home;

    @Parameters(
            paramLabel = "SERVICE",
            completionCandidates = Names.class,
            description =
                    "One of ${COMPLETION-CANDIDATES}; 'order' is enough for order-service, and order-service-2 is its second instance.")
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
        var instance = INSTANCE.matcher(service);
        var found =
                instance.matches()
                        ? named(instance.group(1), SERVICES.stream())
                                .map(name -> name + instance.group(2))
                        : named(service, all());
        return found.orElseThrow(
                () ->
                        new ParameterException(
                                spec.commandLine(),
                                "There is no '%s'; there are %s, and of services further instances, order-service-2 to -4."
                                        .formatted(
                                                service, all().collect(Collectors.joining(", ")))));
    }

    private static Optional<String> named(String text, Stream<String> names) {
        return names.filter(it -> it.equals(text) || it.equals(text + "-service")).findFirst();
    }

    private static Stream<String> all() {
        return Stream.concat(SERVICES.stream(), OTHERS.stream());
    }

    /** For the help text. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return all().iterator();
        }
    }
}
