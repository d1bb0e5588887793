package dev.orderflow.cli;

import dev.orderflow.cli.stack.RunningStack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops everything; data are kept.")
final class DownCommand implements Callable<Integer> {

    @Mixin private HomeOptions home;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var running = RunningStack.in(home.folder());
        if (running.isEmpty()) {
            out.println("Orderflow is not running.");
            return 0;
        }
        out.println("Stopping ...");
        var left = running.get().stop();
        if (!left.isEmpty()) {
            out.println("Also ended, left by a killed supervisor: " + String.join(", ", left));
        }
        out.println("Orderflow is stopped; its data are kept (./orderflow reset deletes them).");
        return 0;
    }
}
