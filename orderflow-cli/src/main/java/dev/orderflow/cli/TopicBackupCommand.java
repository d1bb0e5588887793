package dev.orderflow.cli;

import dev.orderflow.cli.topic.TopicBackup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the records that are on a topic now into a file.",
            "The file appears when it is whole; one that exists is not replaced."
        })
final class TopicBackupCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TOPIC", description = "The topic.")
    private String topic;

    @Parameters(paramLabel = "FILE", description = "The file to be made.")
    private Path file;

    @Mixin private BrokerOptions broker;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        long records = new TopicBackup(broker.broker()).write(topic, file);
        spec.commandLine().getOut().printf("%d records of %s are in %s.%n", records, topic, file);
        return 0;
    }
}
