package dev.orderflow.cli;

import dev.orderflow.cli.dlq.Filter;
import dev.orderflow.cli.dlq.Letter;
import dev.orderflow.cli.dlq.Reference;
import dev.orderflow.cli.dlq.Service;
import dev.orderflow.cli.dlq.Table;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists dead letters of all services, the newest first.",
        footer = {"", "Example:  ./orderflow dlq list --service inventory --topic order-created"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every service answered", "1:one did not; the others' letters are shown"})
final class DlqListCommand implements Callable<Integer> {

    @Mixin private DlqOptions dlq;

    @Option(
            names = "--service",
            paramLabel = "SERVICE",
            converter = Service.Converter.class,
            description = "Only of this service; 'order' is enough for order-service.")
    private @Nullable Service service;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            defaultValue = "open",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private LetterState state;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only of records from this topic.")
    private @Nullable String topic;

    @Option(
            names = "--group",
            paramLabel = "SERVICE/GROUP",
            converter = Reference.OfGroup.class,
            description = "Only of this group, as ./orderflow dlq groups shows it.")
    private @Nullable Reference group;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only those dead for this reason: unparsable, exhausted, fatal, unknown.")
    private @Nullable String reason;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        Limits.check("--limit", limit, 1, 10_000);
        var filter =
                new Filter(state.filter(), topic, group == null ? null : group.id(), reason, limit);
        var asked = group == null ? service : group.service();
        var answers = dlq.desk().ask(asked, it -> it.list(filter));
        var letters =
                answers.given().stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(Letter::failedAt).reversed())
                        .limit(limit)
                        .toList();
        if (dlq.json()) {
            var json = DlqOptions.withUnavailable(answers);
            var array = json.putArray("deadLetters");
            letters.forEach(it -> array.add(it.asJson()));
            dlq.print(json);
        } else {
            print(letters, answers.isComplete());
        }
        return dlq.complain(answers);
    }

    private void print(List<Letter> letters, boolean isComplete) {
        if (letters.isEmpty()) {
            dlq.sayThatThereIsNone(isComplete);
            return;
        }
        var table = new Table("ID", "FAILED", "STATE", "REASON", "TOPIC", "CAUSE");
        for (var letter : letters) {
            table.add(
                    letter.reference(),
                    DlqOptions.time(letter.failedAt()),
                    letter.state(),
                    letter.reason(),
                    letter.topic(),
                    letter.cause());
        }
        table.print(dlq.out());
        if (letters.size() == limit) {
            dlq.out().printf("These are the newest %d; --limit shows more.%n", limit);
        }
    }
}
