package dev.orderflow.cli.mishap;

import dev.orderflow.cli.demo.ShopClient;
import dev.orderflow.cli.dlq.DeadLetterDesk;
import dev.orderflow.cli.rest.Credentials;
import dev.orderflow.cli.stack.Ports;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.ToIntFunction;

/** Lets every mishap happen, one after the other, and gets through what can be got through. */
public final class BreakDemo {

    private static final List<Mishap> ALL =
            List.of(new PoisonMessage(), new UnknownType(), new LockedRow(), new ImpossiblePrice());

    private final ShopClient shop;
    private final Ports ports;
    private final DeadLetterDesk desk;
    private final Credentials credentials;
    private final Database orders;
    private final ToIntFunction<List<String>> commands;
    private final PrintWriter out;

    /**
     * @param orders the database of order-service
     * @param commands runs a command of this program and returns its exit code
     */
    public BreakDemo(
            ShopClient shop,
            Ports ports,
            DeadLetterDesk desk,
            Credentials credentials,
            Database orders,
            ToIntFunction<List<String>> commands,
            PrintWriter out) {
        this.shop = shop;
        this.ports = ports;
        this.desk = desk;
        this.credentials = credentials;
        this.orders = orders;
        this.commands = commands;
        this.out = out;
    }

    /** Whether each ended where it should. */
    public boolean run() {
        var services = new Services(ports, desk, credentials);
        var bootstrapServers = "127.0.0.1:" + ports.kafka();
        try (var stage = new Stage(shop, services, orders, bootstrapServers, commands, out)) {
            var asExpected = true;
            for (var mishap : ALL) {
                stage.open(mishap.story());
                asExpected &= isAsItShould(mishap, stage);
            }
            out.println();
            return asExpected;
        }
    }

    private boolean isAsItShould(Mishap mishap, Stage stage) {
        try {
            mishap.happen(stage);
            return true;
        } catch (NotSeenException missing) {
            stage.tell("WRONG", "not seen: " + missing.getMessage());
            return false;
        }
    }
}
