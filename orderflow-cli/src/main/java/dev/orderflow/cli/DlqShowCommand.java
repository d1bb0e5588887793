package dev.orderflow.cli;

import dev.orderflow.cli.dlq.LetterPage;
import dev.orderflow.cli.dlq.Reference;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Shows a dead letter: whether a replay is safe, its value, why it died, what was done.",
        footer = {"", "Example:  ./orderflow dlq show inventory-service/17"})
final class DlqShowCommand implements Callable<Integer> {

    @Mixin private DlqOptions dlq;

    @Parameters(
            paramLabel = "ID",
            converter = Reference.OfLetter.class,
            description = "As ./orderflow dlq list shows it.")
    private Reference id;

    @Override
    public Integer call() {
        var letter = dlq.desk().of(id.service()).show(id.id());
        if (dlq.json()) {
            dlq.print(letter.asJson());
        } else {
            new LetterPage(letter, dlq.out()).print();
        }
        return 0;
    }
}
