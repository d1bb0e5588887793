package dev.orderflow.cli;

import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.topic.Broker;

/**
 * A system that runs somewhere, as far as one looks into its topics and databases.
 *
 * @param databaseUrl of the server; with or without the name of a database
 * @param databaseUser may read all databases of the services
 */
record RunningSystem(
        Broker broker, String databaseUrl, String databaseUser, String databasePassword) {

    /** May read everything and change nothing, here as in docker compose. */
    static final String READER = "verify";

    static RunningSystem of(RunningStack stack) {
        return new RunningSystem(
                Broker.at("127.0.0.1:" + stack.ports().kafka(), null),
                stack.jdbcUrl("order_service"),
                READER,
                stack.password(READER));
    }

    /** All but the password. */
    @Override
    public String toString() {
        return "%s, %s as %s".formatted(broker, databaseUrl, databaseUser);
    }
}
