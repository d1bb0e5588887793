package dev.orderflow.events;

import dev.orderflow.events.contract.inventory.InventoryEvent;
import dev.orderflow.events.contract.order.OrderEvent;
import dev.orderflow.events.contract.payment.PaymentEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** All published events, and the files that hold them to their word. */
public final class Contract {

    /** Said by the tests of files that are generated. */
    static final String HOW_TO_WRITE =
            "Run `./mvnw -Pcontracts test`, look at the difference, and commit it";

    private Contract() {}

    /** Whether generated files are to be written, not compared. */
    static boolean isToBeWritten() {
        return Boolean.getBoolean("orderflow.contracts.write");
    }

    public static Stream<Class<? extends Event>> types() {
        return Stream.of(OrderEvent.class, InventoryEvent.class, PaymentEvent.class)
                .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                .map(type -> type.asSubclass(Event.class));
    }

    /** {@code order-created.v1}. */
    static String versionOf(Class<? extends Event> type) {
        var named = type.getAnnotation(EventType.class);
        return "%s.v%d".formatted(named.value(), named.version());
    }

    public static String golden(Class<? extends Event> type) {
        return resource("/golden/%s.v%d.json", type);
    }

    public static String schema(Class<? extends Event> type) {
        return resource("/schemas/%s.v%d.schema.json", type);
    }

    private static String resource(String pattern, Class<? extends Event> type) {
        var named = type.getAnnotation(EventType.class);
        var path = pattern.formatted(named.value(), named.version());
        try (var stream = Contract.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new AssertionError("%s has no %s".formatted(type.getSimpleName(), path));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
