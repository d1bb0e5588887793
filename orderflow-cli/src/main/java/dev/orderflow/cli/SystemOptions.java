package dev.orderflow.cli;

import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.cli.topic.Broker;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the system is that is meant, if it is not the local stack. */
final class SystemOptions {

    /** Not an option: everybody sees the options of a process. */
    static final String PASSWORD = "ORDERFLOW_DATABASE_PASSWORD";

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "Its broker (default: that of the local stack).")
    private @Nullable String bootstrapServer;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Settings of the Kafka client, such as those for SASL and TLS.")
    private @Nullable Path commandConfig;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = {
                "Its database, e.g. jdbc:mysql://localhost:3306/ (default: that of the local stack).",
                "The password is taken from " + PASSWORD + "."
            })
    private @Nullable String databaseUrl;

    @Option(
            names = "--database-user",
            paramLabel = "NAME",
            defaultValue = RunningSystem.READER,
            description = "Who may read all databases (default: ${DEFAULT-VALUE}).")
    private String databaseUser;

    /** Whether another than the local stack is meant. */
    boolean areSet() {
        return bootstrapServer != null || databaseUrl != null || commandConfig != null;
    }

    /** The system that is named, whole; else the local stack of this home. */
    RunningSystem of(HomeOptions home) {
        if (!areSet()) {
            return RunningSystem.of(home.runningStack());
        }
        // Half of one system and half of another would look like a loss.
        if (bootstrapServer == null || databaseUrl == null) {
            throw new StackProblem(
                    "--bootstrap-server and --database-url belong together: name both, or nothing for the local stack.");
        }
        return new RunningSystem(
                Broker.at(bootstrapServer, commandConfig), databaseUrl, databaseUser, password());
    }

    /** The broker that is named, with databases or without. */
    Optional<Broker> broker() {
        return Optional.ofNullable(bootstrapServer).map(it -> Broker.at(it, commandConfig));
    }

    boolean hasDatabase() {
        return databaseUrl != null;
    }

    private static String password() {
        var password = System.getenv(PASSWORD);
        if (password == null || password.isEmpty()) {
            throw new StackProblem(
                    "%s has no password of the database's user.".formatted(PASSWORD));
        }
        return password;
    }
}
