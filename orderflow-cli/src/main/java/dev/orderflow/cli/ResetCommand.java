package dev.orderflow.cli;

import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.stack.StackData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = "Stops everything and deletes all orders, products, payments and records.")
final class ResetCommand implements Callable<Integer> {

    @Mixin private HomeOptions home;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        if (!yes) {
            out.printf("Delete all data in %s? [y/N] ", home.folder());
            out.flush();
            if (!isConfirmed()) {
                out.println("Nothing was deleted.");
                return Orderflow.EXIT_PROBLEM;
            }
        }
        RunningStack.in(home.folder()).ifPresent(RunningStack::stop);
        StackData.delete(home.settings());
        out.println("All data are deleted; ./orderflow up starts with none.");
        return 0;
    }

    private static boolean isConfirmed() throws IOException {
        var answer =
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))
                        .readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
