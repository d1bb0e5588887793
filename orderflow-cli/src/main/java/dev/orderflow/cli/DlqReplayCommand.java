package dev.orderflow.cli;

import dev.orderflow.cli.dlq.DeadLetterDesk;
import dev.orderflow.cli.dlq.Reference;
import dev.orderflow.cli.dlq.Replay;
import dev.orderflow.cli.dlq.ReplayRequest;
import dev.orderflow.cli.dlq.ReplayRequest.Selection;
import dev.orderflow.cli.dlq.ReplayWatch;
import dev.orderflow.cli.dlq.Service;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Sends dead letters once more to the service that failed, and to no other.",
            "What has had its effect is left out. At the first letter that fails again it stops."
        },
        footer = {
            "",
            "Examples:  ./orderflow dlq replay inventory-service/17",
            "           ./orderflow dlq replay --until now --dry-run"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything that was sent has had its effect",
            "1:something failed again, or is still on its way"
        })
final class DlqReplayCommand implements Callable<Integer> {

    @Mixin private DlqOptions dlq;

    @ArgGroup(multiplicity = "1")
    private Which which;

    /** One way of saying which. */
    static final class Which {

        @Parameters(
                paramLabel = "ID",
                converter = Reference.OfLetter.class,
                description = "This one, as ./orderflow dlq list shows it.")
        private @Nullable Reference id;

        @Option(
                names = "--group",
                paramLabel = "SERVICE/GROUP",
                converter = Reference.OfGroup.class,
                description = "All open ones of this group, as ./orderflow dlq groups shows it.")
        private @Nullable Reference group;

        @Option(
                names = "--until",
                paramLabel = "TIME",
                converter = Moment.class,
                description =
                        "All open ones that died before: 2026-03-04T10:15:30Z, 2026-03-04T10:15 (here), or now.")
        private @Nullable Instant until;
    }

    @Option(
            names = "--service",
            paramLabel = "SERVICE",
            converter = Service.Converter.class,
            description = "With --until: only those of this service.")
    private @Nullable Service service;

    @Option(names = "--dry-run", description = "Only say what would be sent.")
    private boolean dryRun;

    @Option(
            names = "--per-second",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many are sent in a second at most (default: ${DEFAULT-VALUE}).")
    private int perSecond;

    @Option(
            names = "--even-if-applied",
            description = "Also send what has had its effect; it will have no other.")
    private boolean evenIfApplied;

    @Mixin private DlqWaiting waiting;

    @Override
    public Integer call() {
        Limits.check("--per-second", perSecond, 1, 1000);
        var watch = waiting.watch();
        var desk = dlq.desk();
        var answers = desk.ask(asked(), it -> it.replay(request()));
        var replays = answers.given().stream().map(it -> followed(it, desk, watch)).toList();
        if (dlq.json()) {
            var json = DlqOptions.withUnavailable(answers);
            var array = json.putArray("replays");
            replays.forEach(it -> array.add(it.asJson()));
            dlq.print(json);
        } else {
            replays.forEach(it -> it.sentences().forEach(dlq.out()::println));
        }
        var clean = replays.stream().allMatch(Replay::isClean);
        return Math.max(dlq.complain(answers), clean ? 0 : Orderflow.EXIT_PROBLEM);
    }

    private @Nullable Service asked() {
        if (which.id != null) {
            return which.id.service();
        }
        return which.group != null ? which.group.service() : service;
    }

    private ReplayRequest request() {
        return new ReplayRequest(selection(), dryRun, perSecond, evenIfApplied);
    }

    private Selection selection() {
        if (which.id != null) {
            return new Selection.One(which.id.id());
        }
        return which.group != null
                ? new Selection.Group(which.group.id())
                : new Selection.Until(Objects.requireNonNull(which.until));
    }

    private static Replay followed(
            Replay replay, DeadLetterDesk desk, Optional<ReplayWatch> watch) {
        return watch.filter(_ -> replay.isUnderWay())
                .map(it -> replay.with(it.follow(desk.of(replay.service()), replay.id())))
                .orElse(replay);
    }
}
