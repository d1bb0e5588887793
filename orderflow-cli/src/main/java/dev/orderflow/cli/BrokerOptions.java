package dev.orderflow.cli;

import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.topic.Broker;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which broker is meant: with the names that Kafka's own tools have for it. */
final class BrokerOptions {

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description =
                    "The broker (default: that of the running stack, else localhost:9092, as docker compose has it).")
    private @Nullable String bootstrapServer;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Settings of the client, such as those for SASL and TLS.")
    private @Nullable Path commandConfig;

    @Mixin private HomeOptions home;

    Broker broker() {
        return Broker.at(address(), commandConfig);
    }

    private String address() {
        if (bootstrapServer != null) {
            return bootstrapServer;
        }
        return RunningStack.in(home.folder())
                .map(it -> "127.0.0.1:" + it.ports().kafka())
                .orElse("localhost:9092");
    }
}
