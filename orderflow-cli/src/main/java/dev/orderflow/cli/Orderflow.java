package dev.orderflow.cli;

import dev.orderflow.cli.stack.StackProblem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The one command for people. */
@Command(
        name = "orderflow",
        description = "Event-driven e-commerce on Kafka, on this machine.",
        mixinStandardHelpOptions = true,
        version = "Orderflow 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            StatusCommand.class,
            DownCommand.class,
            LogsCommand.class,
            VerifyCommand.class,
            DlqCommand.class,
            TokenCommand.class,
            TopicCommand.class,
            BenchCommand.class,
            ChaosCommand.class,
            MailsCommand.class,
            ResetCommand.class
        },
        footer = {
            "",
            "Start with:  ./orderflow demo",
            "Set ORDERFLOW_DEBUG=1 to see the stack trace of an error."
        })
public final class Orderflow implements Runnable {

    /** Something went wrong that the user can mend. */
    static final int EXIT_PROBLEM = 1;

    @Spec private CommandSpec spec;

    /** Runs one command and exits with its code: 0, 1 for a problem, 2 for wrong usage. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** All commands, to be run within a program. */
    public static CommandLine commandLine() {
        return new CommandLine(new Orderflow())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Orderflow::explain);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** One sentence is for the user; the rest is for whoever asks for it. */
    private static int explain(
            Exception problem, CommandLine commandLine, CommandLine.ParseResult parsed) {
        var sentence =
                problem instanceof StackProblem
                        ? problem.getMessage()
                        : "Unexpected: %s (ORDERFLOW_DEBUG=1 shows more).".formatted(problem);
        commandLine.getErr().println("orderflow: " + sentence);
        if (System.getenv("ORDERFLOW_DEBUG") != null) {
            problem.printStackTrace(commandLine.getErr());
        }
        return EXIT_PROBLEM;
    }
}
