package dev.orderflow.cli.mishap;

import dev.orderflow.cli.dlq.Service;
import java.util.List;

/**
 * Nobody can read it, so each reader of its topic puts it aside at once, into a topic of its own.
 */
final class PoisonMessage implements Mishap {

    private static final String TOPIC = "order-created";

    @Override
    public String story() {
        return """
        1. A poison message: no JSON at all, on order-created, which two services read.
           No retry can mend that: each makes a dead letter of its own of it, at once.""";
    }

    @Override
    public void happen(Stage stage) {
        var key = Stage.unique("poison");
        var sent = stage.send(TOPIC, key, "This is not an event.");
        for (var service : List.of(Service.INVENTORY, Service.NOTIFICATION)) {
            var topic = "%s.%s.dlq".formatted(TOPIC, service);
            stage.awaitOn(topic, key);
            var letter =
                    stage.awaitSome(
                            "a dead letter of %s".formatted(service),
                            () -> stage.services().letter(service, sent));
            stage.tell(topic, "dead letter " + letter);
            stage.mustSucceed("dlq", "discard", letter.toString(), "--reason", "sent by the demo");
        }
    }
}
