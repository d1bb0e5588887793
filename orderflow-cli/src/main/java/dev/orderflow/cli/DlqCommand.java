package dev.orderflow.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "dlq",
        mixinStandardHelpOptions = true,
        description =
                "Dead letters: what a service could not handle, why, and how to get it through.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DlqListCommand.class,
            DlqGroupsCommand.class,
            DlqShowCommand.class,
            DlqReplayCommand.class,
            DlqMendCommand.class,
            DlqDiscardCommand.class,
            DlqRestoreCommand.class
        },
        footer = {
            "",
            "Start with:  ./orderflow dlq groups",
            "What is done is written down with the name of who did it: you, as the operating system knows you."
        })
final class DlqCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
