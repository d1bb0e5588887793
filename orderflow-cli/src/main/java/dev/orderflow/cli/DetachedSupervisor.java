package dev.orderflow.cli;

import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.cli.stack.StackSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code up} in a process of its own, and shows what that says until it is ready. */
final class DetachedSupervisor {

    private final StackSettings settings;
    private final PrintWriter out;
    private final Path log;

    DetachedSupervisor(StackSettings settings, PrintWriter out) {
        this.settings = settings;
        this.out = out;
        this.log = settings.log("supervisor");
    }

    /** Returns 0 when everything is ready, or the exit code of the supervisor where it gave up. */
    int start() throws InterruptedException {
        var output = LogFollower.fromTheEndOf(log);
        var process = launch();
        // Ctrl-C while we wait means that the user has changed their mind.
        var changedMind = new Thread(process::destroy, "stop-supervisor");
        Runtime.getRuntime().addShutdownHook(changedMind);
        while (process.isAlive() && !isReady(process)) {
            output.copyNewTo(out);
            Thread.sleep(50);
        }
        Runtime.getRuntime().removeShutdownHook(changedMind);
        output.copyNewTo(out);
        return process.isAlive() ? 0 : process.exitValue();
    }

    private boolean isReady(Process process) {
        return RunningStack.in(settings.home())
                .filter(stack -> stack.supervisor() == process.pid())
                .filter(RunningStack::isReady)
                .isPresent();
    }

    private Process launch() {
        try {
            Files.createDirectories(log.getParent());
            var process =
                    new ProcessBuilder(command())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new StackProblem(
                    "%s cannot be written: make it writable, or choose another folder with --home."
                            .formatted(log),
                    e);
        }
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx192m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Orderflow.class.getName());
        command.add("up");
        command.add("--detached");
        if (settings.hasExamples()) {
            command.add("--examples");
        }
        command.add("--instances=" + settings.instances());
        command.add("--project=" + settings.project());
        command.add("--home=" + settings.home());
        command.add("--programs=" + settings.programs());
        if (settings.console() == null) {
            command.add("--no-console");
        }
        settings.environment()
                .forEach(
                        (service, variables) ->
                                variables.forEach(
                                        (name, value) ->
                                                command.add(
                                                        "--env="
                                                                + new ServiceVariable(
                                                                        service, name, value))));
        settings.ports()
                .byName()
                .forEach((name, port) -> command.add("--port-%s=%d".formatted(name, port)));
        return command;
    }
}
