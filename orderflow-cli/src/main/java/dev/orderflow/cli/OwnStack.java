package dev.orderflow.cli;

import dev.orderflow.cli.bench.Mode;
import dev.orderflow.cli.stack.Ports;
import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.stack.StackData;
import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.cli.stack.StackSettings;
import java.io.PrintWriter;

/**
 * A stack for one measurement: on new data, on ports that nobody uses, and gone with its data
 * afterwards. What else runs on this machine is not touched.
 */
final class OwnStack implements AutoCloseable {

    private final StackSettings settings;
    private final RunningStack running;
    private final Thread stopWithJvm;

    private OwnStack(StackSettings settings, RunningStack running) {
        this.settings = settings;
        this.running = running;
        stopWithJvm = new Thread(running::stop, "stop-own-stack");
        Runtime.getRuntime().addShutdownHook(stopWithJvm);
    }

    /**
     * Starts it as this mode wants it.
     *
     * @param usual the stack of the checkout: the program of its database is used
     */
    static OwnStack start(StackSettings usual, Mode mode, PrintWriter out)
            throws InterruptedException {
        var settings = settings(usual, mode);
        // What an earlier one has left that was killed.
        RunningStack.in(settings.home()).ifPresent(RunningStack::stop);
        StackData.delete(settings);
        if (new DetachedSupervisor(settings, out).start() != 0) {
            throw new StackProblem(
                    "The stack for measuring did not start; see %s."
                            .formatted(settings.log("supervisor")));
        }
        return new OwnStack(
                settings,
                RunningStack.in(settings.home())
                        .orElseThrow(
                                () ->
                                        new StackProblem(
                                                "The stack for measuring did not stay up; see %s."
                                                        .formatted(settings.log("supervisor")))));
    }

    private static StackSettings settings(StackSettings usual, Mode mode) {
        var settings =
                usual.withHome(usual.home().resolve("bench"))
                        .withPrograms(usual.programs())
                        .withPorts(Ports.free())
                        .withInstances(mode.instances());
        for (var service : settings.services()) {
            settings = settings.withEnvironment(service.name(), mode.variables());
        }
        return settings;
    }

    RunningStack running() {
        return running;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(stopWithJvm);
        running.stop();
        StackData.delete(settings);
    }
}
