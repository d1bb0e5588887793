package dev.orderflow.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of the stack: how it is started, and how one sees that it works.
 *
 * @param log its standard output and error are appended to this file
 * @param recipe asked at each start, so that it can prepare what the process needs
 */
record Part(String name, int port, Path log, Recipe recipe, Probe probe) {

    /** Makes a process ready to be started; its output is redirected by the caller. */
    @FunctionalInterface
    interface Recipe {
        ProcessBuilder prepare();
    }

    /** The same beside it, under another name. */
    Part named(String other) {
        var ownLog = log.resolveSibling(other + ".log");
        return new Part(other, port, ownLog, recipe, probe);
    }

    /** Does what is needed before a start; that may take a while. */
    ProcessBuilder prepare() {
        ProcessBuilder builder;
        try {
            builder = recipe.prepare();
        } catch (UncheckedIOException e) {
            throw new StackProblem(
                    "%s cannot be started: %s (%s)."
                            .formatted(name, e.getMessage(), e.getCause().getMessage()),
                    e);
        }
        return builder.command(shielded(builder.command()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    /** Starts what was prepared; its input and output are detached from ours. */
    Process start(ProcessBuilder prepared) {
        try {
            var process = prepared.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new StackProblem("%s cannot be started: %s.".formatted(name, e.getMessage()), e);
        }
    }

    /**
     * Ctrl-C and a closed terminal reach every process of the terminal at once; but the services
     * have to stop before the broker and the database do, so only their supervisor may listen.
     */
    private static List<String> shielded(List<String> command) {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return command;
        }
        var shielded =
                new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        shielded.addAll(command);
        return shielded;
    }
}
