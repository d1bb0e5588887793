package dev.orderflow.cli;

import dev.orderflow.cli.stack.Ports;
import dev.orderflow.cli.stack.StackProblem;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** On which ports the stack listens. */
final class PortOptions {

    private static final int LAST = 65_535;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "${env:ORDERFLOW_PORT_OFFSET:-0}",
            description =
                    "Added to every port that is not set by itself (default: ${DEFAULT-VALUE}).")
    private int offset;

    @Option(names = "--port-order", paramLabel = "PORT", description = "Order service (8080).")
    private @Nullable Integer order;

    @Option(
            names = "--port-inventory",
            paramLabel = "PORT",
            description = "Inventory service (8081).")
    private @Nullable Integer inventory;

    @Option(names = "--port-payment", paramLabel = "PORT", description = "Payment service (8082).")
    private @Nullable Integer payment;

    @Option(
            names = "--port-notification",
            paramLabel = "PORT",
            description = "Notification service (8083).")
    private @Nullable Integer notification;

    @Option(
            names = "--port-message",
            paramLabel = "PORT",
            description = "The example's message service (8086).")
    private @Nullable Integer message;

    @Option(names = "--port-kafka", paramLabel = "PORT", description = "Kafka (9092).")
    private @Nullable Integer kafka;

    @Option(names = "--port-database", paramLabel = "PORT", description = "Database (33306).")
    private @Nullable Integer database;

    @Option(names = "--port-smtp", paramLabel = "PORT", description = "Mail, sending (3025).")
    private @Nullable Integer smtp;

    @Option(names = "--port-imap", paramLabel = "PORT", description = "Mail, reading (3143).")
    private @Nullable Integer imap;

    @Option(names = "--port-console", paramLabel = "PORT", description = "Console (8084).")
    private @Nullable Integer console;

    Ports ports() {
        var chosen = new HashMap<String, @Nullable Integer>();
        chosen.put("order", order);
        chosen.put("inventory", inventory);
        chosen.put("payment", payment);
        chosen.put("notification", notification);
        chosen.put("message", message);
        chosen.put("kafka", kafka);
        chosen.put("database", database);
        chosen.put("smtp", smtp);
        chosen.put("imap", imap);
        chosen.put("console", console);
        var ports = new HashMap<String, Integer>();
        Ports.STANDARD
                .byName()
                .forEach(
                        (name, standard) -> {
                            var own = chosen.get(name);
                            ports.put(name, valid(name, own == null ? standard + offset : own));
                        });
        return Ports.of(ports);
    }

    private static int valid(String name, int port) {
        if (port < 1 || port > LAST) {
            throw new StackProblem(
                    "The port of %s would be %d: ports are numbers from 1 to %d."
                            .formatted(name, port, LAST));
        }
        return port;
    }
}
