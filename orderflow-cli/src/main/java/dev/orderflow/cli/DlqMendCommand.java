package dev.orderflow.cli;

import dev.orderflow.cli.dlq.Assignment;
import dev.orderflow.cli.dlq.DeadLetterClient;
import dev.orderflow.cli.dlq.Mending;
import dev.orderflow.cli.dlq.Reference;
import dev.orderflow.cli.dlq.ReplayProgress;
import dev.orderflow.cli.stack.StackProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "mend",
        mixinStandardHelpOptions = true,
        description = {
            "Sends a dead letter again with another value, as a new event.",
            "What it was before is kept. A value that the service could not read either is refused."
        },
        footer = {
            "",
            "Example:  ./orderflow dlq mend inventory-service/17 --set currency=EUR --set items.0.quantity=2"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it has had its effect",
            "1:it was refused, failed again, or is still on its way"
        })
final class DlqMendCommand implements Callable<Integer> {

    @Mixin private DlqOptions dlq;

    @Parameters(
            paramLabel = "ID",
            converter = Reference.OfLetter.class,
            description = "As ./orderflow dlq list shows it.")
    private Reference id;

    @ArgGroup(multiplicity = "1")
    private How how;

    /** One way of saying what the value is to be. */
    static final class How {

        @Option(names = "--value", paramLabel = "JSON", description = "This is the new value.")
        private @Nullable String value;

        @Option(names = "--file", paramLabel = "FILE", description = "The new value is in a file.")
        private @Nullable Path file;

        @Option(
                names = "--set",
                paramLabel = "FIELD=VALUE",
                converter = Assignment.Converter.class,
                description =
                        "The value as it is, but for this field; can be repeated. A field within another: items.0.quantity=2.")
        private @Nullable List<Assignment> assignments;
    }

    @Option(names = "--key", paramLabel = "KEY", description = "Another key for the record.")
    private @Nullable String key;

    @Option(
            names = "--even-if-applied",
            description =
                    "Also where the event has had its effect; the mended one has its own on top.")
    private boolean evenIfApplied;

    @Mixin private DlqWaiting waiting;

    @Override
    public Integer call() {
        var watch = waiting.watch();
        var service = dlq.desk().of(id.service());
        var sent = service.mend(id.id(), new Mending(value(service), key, evenIfApplied));
        var progress = watch.map(it -> it.follow(service, sent.replayId()));
        if (dlq.json()) {
            var json = sent.asJson();
            progress.ifPresent(it -> json.set("progress", it.json()));
            dlq.print(json);
        } else {
            dlq.out().printf("%s is mended: it is event %s now.%n", id, sent.eventId());
            progress.stream()
                    .flatMap(it -> it.sentences().stream())
                    .forEach(it -> dlq.out().println("  " + it));
        }
        return progress.map(ReplayProgress::isClean).orElse(true) ? 0 : Orderflow.EXIT_PROBLEM;
    }

    private String value(DeadLetterClient service) {
        if (how.value != null) {
            return how.value;
        }
        return how.file != null
                ? read(how.file)
                : Assignment.apply(Objects.requireNonNull(how.assignments), service.show(id.id()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new StackProblem("%s cannot be read as text.".formatted(file), e);
        }
    }
}
