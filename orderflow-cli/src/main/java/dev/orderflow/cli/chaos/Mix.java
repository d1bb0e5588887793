package dev.orderflow.cli.chaos;

import dev.orderflow.cli.stack.End;
import dev.orderflow.cli.stack.LocalStack;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A little of everything, one after the other, for continuous integration. */
record Mix() implements Fault {

    private static final Duration EACH = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "mix";
    }

    @Override
    public String hypothesis() {
        return parts().stream().map(Fault::name).collect(Collectors.joining(", "))
                + ", each for a few seconds, then SIGKILL to a service and to the database";
    }

    @Override
    public Traffic traffic() {
        return Traffic.USUAL.withGateway(2, 1);
    }

    @Override
    public void happen(Scene scene) throws Exception {
        var brief = new Scene(scene.system(), scene.random(), EACH);
        for (var part : parts()) {
            part.happen(brief);
        }
        var stack = scene.system().stack();
        stack.takeAway(scene.shuffledServices().getFirst(), End.KILL, Duration.ofSeconds(5));
        stack.takeAway(LocalStack.DATABASE, End.KILL, Duration.ofSeconds(3));
        scene.pauseSeconds(5);
    }

    private static List<Fault> parts() {
        return List.of(
                Faults.named("cut-at-commit"),
                Faults.named("cut-database"),
                Faults.named("cut-broker"),
                Faults.named("poison"),
                Faults.named("three-times"),
                Deliveries.rebalances(4),
                Networks.killBeforeDelete(1),
                Networks.killBeforeOffsetCommit(1));
    }
}
