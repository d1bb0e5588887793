package dev.orderflow.cli.chaos;

import dev.orderflow.cli.stack.StackProblem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All faults, in the order in which they are told of. */
public final class Faults {

    private static final List<Fault> EACH =
            Stream.of(
                            List.<Fault>of(new Calm()),
                            Processes.all(),
                            Networks.all(),
                            Deliveries.all(),
                            Customs.all(),
                            Messages.all())
                    .flatMap(List::stream)
                    .toList();

    private static final Fault MIX = new Mix();

    private Faults() {}

    /** Each by itself. */
    static List<Fault> each() {
        return EACH;
    }

    static Fault named(String name) {
        return Stream.concat(EACH.stream(), Stream.of(MIX))
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new StackProblem(
                                        "There is no fault '%s'; there are: %s, all, mix."
                                                .formatted(
                                                        name,
                                                        EACH.stream()
                                                                .map(Fault::name)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    /** Those of these names, of which "all" is one. */
    static List<Fault> named(List<String> names) {
        return names.stream()
                .flatMap(it -> it.equals("all") ? EACH.stream() : Stream.of(named(it)))
                .distinct()
                .toList();
    }

    /** For who asks what there is: name and hypothesis of each. */
    public static List<String> catalogue() {
        return Stream.concat(EACH.stream(), Stream.of(MIX))
                .map(it -> "%-26s %s".formatted(it.name(), it.hypothesis()))
                .toList();
    }
}
