package dev.orderflow.cli;

import dev.orderflow.cli.dlq.Reference;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Opens a discarded dead letter again.",
        footer = {"", "Example:  ./orderflow dlq restore inventory-service/17"})
final class DlqRestoreCommand implements Callable<Integer> {

    @Mixin private DlqOptions dlq;

    @Parameters(
            paramLabel = "ID",
            converter = Reference.OfLetter.class,
            description = "As ./orderflow dlq list --state discarded shows it.")
    private Reference id;

    @Override
    public Integer call() {
        var answer = dlq.desk().of(id.service()).restore(id.id());
        if (dlq.json()) {
            dlq.print(answer);
        } else {
            dlq.out().printf("%s is open again.%n", id);
        }
        return 0;
    }
}
