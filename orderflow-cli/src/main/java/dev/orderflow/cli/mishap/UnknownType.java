package dev.orderflow.cli.mishap;

import dev.orderflow.cli.dlq.Service;
import java.util.HashMap;
import java.util.List;

/** A type that came after these services were built; they have nothing to do with it. */
final class UnknownType implements Mishap {

    private static final String TOPIC = "order-created";
    private static final List<Service> READERS = List.of(Service.INVENTORY, Service.NOTIFICATION);

    @Override
    public String story() {
        return """
        2. An event of a type that nobody here knows, order-gift-wrapped, on order-created.
           It may be meant for others: it is counted, and done with. It is neither retried nor dead.""";
    }

    @Override
    public void happen(Stage stage) {
        var before = new HashMap<Service, Long>();
        READERS.forEach(it -> before.put(it, stage.services().skipped(it, TOPIC)));
        var key = Stage.unique("unknown");
        stage.send(TOPIC, key, Wire.event("order-gift-wrapped", key, "\"paper\":\"blue\""));
        for (var service : READERS) {
            stage.await(
                    "a skipped record in the meter kafka.messages.skip of %s".formatted(service),
                    () -> stage.services().skipped(service, TOPIC) > before.get(service));
            stage.tell(service.toString(), "counted in kafka.messages.skip");
        }
    }
}
