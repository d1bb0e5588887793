package dev.orderflow.cli;

import dev.orderflow.cli.topic.Broker;
import dev.orderflow.cli.topic.TopicComparison;
import java.io.PrintWriter;
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
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compares a topic with a backup, record by record. Nothing is written.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:they are the same but for offsets", "1:they are not"})
final class TopicCompareCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file;

    @Option(
            names = "--to",
            paramLabel = "TOPIC",
            description = "With this topic (default: the one that the backup is of).")
    private @Nullable String topic;

    @Mixin private BrokerOptions broker;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        return compare(broker.broker(), file, topic, spec.commandLine().getOut());
    }

    static int compare(Broker broker, Path file, @Nullable String topic, PrintWriter out) {
        var difference = new TopicComparison(broker).firstDifference(file, topic);
        out.println(difference.orElse("The topic is the same as the backup."));
        return difference.isEmpty() ? 0 : Orderflow.EXIT_PROBLEM;
    }
}
