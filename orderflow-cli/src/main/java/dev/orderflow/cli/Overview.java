package dev.orderflow.cli;

import dev.orderflow.cli.stack.Security;
import dev.orderflow.cli.stack.StackSettings;
import java.io.PrintWriter;

/** Where to find what is running. */
final class Overview {

    private Overview() {}

    static void print(StackSettings settings, PrintWriter out) {
        var ports = settings.ports();
        out.printf(
                """

                Orderflow is up.
                %s  orders          http://127.0.0.1:%d/swagger-ui.html
                  inventory       http://127.0.0.1:%d/swagger-ui.html
                  payment         http://127.0.0.1:%d/swagger-ui.html
                  notification    http://127.0.0.1:%d/swagger-ui.html
                  Kafka           127.0.0.1:%d
                  database        127.0.0.1:%d, passwords in %s
                  mails           ./orderflow mails, or IMAP on port %d
                  who is calling  curl -H %s ...
                Next: ./orderflow status, ./orderflow logs order-service -f, ./orderflow down
                """,
                console(settings),
                ports.order(),
                ports.inventory(),
                ports.payment(),
                ports.notification(),
                ports.kafka(),
                ports.database(),
                settings.home().resolve("secrets.properties"),
                ports.imap(),
                header(settings.security()));
        if (settings.hasExamples()) {
            out.printf(
                    "The example: messages http://127.0.0.1:%d/swagger-ui.html%n", ports.message());
        }
        out.flush();
    }

    private static String console(StackSettings settings) {
        return settings.console() == null
                ? ""
                : "  console         http://127.0.0.1:%d/  (it is ready some seconds later)%n"
                        .formatted(settings.ports().console());
    }

    /** What a call has to carry, as a shell takes it. */
    static String header(Security security) {
        return switch (security) {
            case HEADER -> "'X-USER-ID: 1'";
            case JWT -> "\"Authorization: Bearer $(./orderflow token --user 1)\"";
        };
    }
}
