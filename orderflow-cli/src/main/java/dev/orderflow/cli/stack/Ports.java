package dev.orderflow.cli.stack;

import dev.orderflow.embedded.FreePorts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The TCP ports of the stack, all on the loopback interface.
 *
 * @param message of the example; nobody listens there unless it runs as well
 */
public record Ports(
        int order,
        int inventory,
        int payment,
        int notification,
        int message,
        int kafka,
        int database,
        int smtp,
        int imap,
        int console) {

    /** The ports that the documentation speaks of. */
    public static final Ports STANDARD =
            new Ports(8080, 8081, 8082, 8083, 8086, 9092, 33306, 3025, 3143, 8084);

    /** Ports that nobody uses: for tests. */
    public static Ports free() {
        return new Ports(
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next());
    }

    /** Each port by the name it has in settings ({@code --port-order}) and in the state file. */
    public Map<String, Integer> byName() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("order", order);
        ports.put("inventory", inventory);
        ports.put("payment", payment);
        ports.put("notification", notification);
        ports.put("message", message);
        ports.put("kafka", kafka);
        ports.put("database", database);
        ports.put("smtp", smtp);
        ports.put("imap", imap);
        ports.put("console", console);
        return ports;
    }

    /** The same with another port under this name. */
    public Ports with(String name, int port) {
        var ports = byName();
        ports.put(name, port);
        return of(ports);
    }

    /** The opposite of {@link #byName()}. */
    public static Ports of(Map<String, Integer> byName) {
        return new Ports(
                byName.get("order"),
                byName.get("inventory"),
                byName.get("payment"),
                byName.get("notification"),
                byName.get("message"),
                byName.get("kafka"),
                byName.get("database"),
                byName.get("smtp"),
                byName.get("imap"),
                byName.get("console"));
    }
}
