package dev.orderflow.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "topic",
        mixinStandardHelpOptions = true,
        description = {
            "Creates topics, and copies a topic into a file and back.",
            "Behind kafka-scripts/create-topics.sh, backup-topic.sh and restore-topic.sh."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TopicCreateCommand.class,
            TopicBackupCommand.class,
            TopicRestoreCommand.class,
            TopicCompareCommand.class
        })
final class TopicCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
