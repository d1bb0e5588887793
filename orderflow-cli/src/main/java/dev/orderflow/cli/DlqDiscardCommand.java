package dev.orderflow.cli;

import dev.orderflow.cli.dlq.Reference;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "discard",
        mixinStandardHelpOptions = true,
        description =
                "Puts away a dead letter that nobody needs to get through; dlq restore undoes it.",
        footer = {
            "",
            "Example:  ./orderflow dlq discard inventory-service/17 --reason 'sent by a test'"
        })
final class DlqDiscardCommand implements Callable<Integer> {

    @Mixin private DlqOptions dlq;

    @Parameters(
            paramLabel = "ID",
            converter = Reference.OfLetter.class,
            description = "As ./orderflow dlq list shows it.")
    private Reference id;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why; whoever looks later will want to know.")
    private String reason;

    @Override
    public Integer call() {
        var answer = dlq.desk().of(id.service()).discard(id.id(), reason);
        if (dlq.json()) {
            dlq.print(answer);
        } else {
            dlq.out().printf("%s is discarded; ./orderflow dlq restore %s undoes it.%n", id, id);
        }
        return 0;
    }
}
