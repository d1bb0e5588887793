package dev.orderflow.cli;

import dev.orderflow.cli.stack.Topics;
import dev.orderflow.cli.topic.TopicCreation;
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
        name = "create",
        mixinStandardHelpOptions = true,
        description =
                "Creates the topics of a list that are missing; those that exist stay as they are.")
final class TopicCreateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "A list like kafka-scripts/topics.txt.")
    private Path file;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Replicas of new topics (default: the broker's).")
    private @Nullable Short replicas;

    @Mixin private BrokerOptions broker;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var topics = Topics.read(file);
        var created = new TopicCreation(broker.broker()).createMissing(topics, replicas);
        var out = spec.commandLine().getOut();
        created.forEach(name -> out.printf("Created topic %s.%n", name));
        out.printf(
                "%d topics created, %d were there.%n",
                created.size(), topics.all().size() - created.size());
        return 0;
    }
}
