package dev.orderflow.cli;

import dev.orderflow.cli.dlq.LetterGroup;
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
        name = "groups",
        mixinStandardHelpOptions = true,
        description = "Lists dead letters by what they died of, the latest first.",
        footer = {"", "Example:  ./orderflow dlq groups --service inventory"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every service answered", "1:one did not; the others' groups are shown"})
final class DlqGroupsCommand implements Callable<Integer> {

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
            description =
                    "Count those in one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private LetterState state;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only of records from this topic.")
    private @Nullable String topic;

    @Override
    public Integer call() {
        var answers = dlq.desk().ask(service, it -> it.groups(state.filter()));
        var groups =
                answers.given().stream()
                        .flatMap(List::stream)
                        .filter(it -> topic == null || topic.equals(it.topic()))
                        .sorted(Comparator.comparing(LetterGroup::newest).reversed())
                        .toList();
        if (dlq.json()) {
            var json = DlqOptions.withUnavailable(answers);
            var array = json.putArray("groups");
            groups.forEach(it -> array.add(it.asJson()));
            dlq.print(json);
        } else {
            print(groups, answers.isComplete());
        }
        return dlq.complain(answers);
    }

    private void print(List<LetterGroup> groups, boolean isComplete) {
        if (groups.isEmpty()) {
            dlq.sayThatThereIsNone(isComplete);
            return;
        }
        var table = new Table("GROUP", "COUNT", "NEWEST", "TOPIC", "CAUSE");
        for (var group : groups) {
            table.add(
                    group.reference(),
                    group.count(),
                    DlqOptions.time(group.newest()),
                    group.topic(),
                    group.cause());
        }
        table.print(dlq.out());
    }
}
