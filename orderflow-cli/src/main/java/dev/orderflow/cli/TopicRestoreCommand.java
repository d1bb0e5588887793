package dev.orderflow.cli;

import dev.orderflow.cli.topic.TopicRestore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Puts the records of a backup onto a topic and compares them.",
            "A topic that does not exist is created as the one in the backup was; one that does must be empty.",
            "A file that is not whole is refused before anything is written."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the topic is the same as the backup",
            "1:it is not, or nothing was written"
        })
final class TopicRestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file;

    @Option(
            names = "--to",
            paramLabel = "TOPIC",
            description = "Onto this topic (default: the one that the backup is of).")
    private @Nullable String topic;

    @Option(
            names = "--retention-ms",
            paramLabel = "MS",
            description =
                    "How long a topic that is created keeps records; -1 is forever (default: as the one that the backup is of).")
    private @Nullable Long retentionMs;

    @Mixin private BrokerOptions broker;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var target = broker.broker();
        long records = new TopicRestore(target).write(file, topic, retentionMs);
        var out = spec.commandLine().getOut();
        out.printf("%d records of %s are written.%n", records, file);
        return TopicCompareCommand.compare(target, file, topic, out);
    }
}
