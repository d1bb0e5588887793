package dev.orderflow.cli.stack;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Processes that a killed supervisor left behind. */
final class Orphans {

    private Orphans() {}

    /** Those that still run; a process that merely has a pid of theirs is not among them. */
    static List<StackState.PartState> of(StackState state) {
        return state.parts().stream().filter(part -> part.process().find().isPresent()).toList();
    }

    /** Ends them, services first, as their supervisor would have. Returns their names. */
    static List<String> end(StackState state, Duration grace) {
        var orphans = of(state);
        end(orphans.stream().filter(part -> !isInfrastructure(part)).toList(), grace);
        end(orphans.stream().filter(Orphans::isInfrastructure).toList(), grace);
        return orphans.stream().map(StackState.PartState::name).toList();
    }

    private static boolean isInfrastructure(StackState.PartState part) {
        return part.name().equals(LocalStack.KAFKA) || part.name().equals(LocalStack.DATABASE);
    }

    private static void end(Collection<StackState.PartState> parts, Duration grace) {
        var processes = parts.stream().flatMap(part -> part.process().find().stream()).toList();
        processes.forEach(ProcessHandle::destroy);
        var all =
                CompletableFuture.allOf(
                        processes.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture[]::new));
        all.completeOnTimeout(null, grace.toMillis(), TimeUnit.MILLISECONDS).join();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }
}
