package dev.orderflow.cli.mishap;

import dev.orderflow.cli.dlq.Service;

/** Fails for as long as somebody is in the way, and then succeeds without anybody's help. */
final class LockedRow implements Mishap {

    private static final String TOPIC = "product-updated.order-service";
    private static final int PATIENT_TRY = 3;

    @Override
    public String story() {
        return """
        3. One that fails twice and then succeeds: a product gets a new price in inventory while another
           connection holds its row in the database of order-service, as a forgotten console would.
           A try waits 5 s for the row (innodb_lock_wait_timeout); then the event goes to the next retry topic.""";
    }

    @Override
    public void happen(Stage stage) {
        var name = Stage.unique("Vase");
        var product = stage.shop().createProduct(name, "20.00", "EUR");
        var key = Long.toString(product);
        try (var _ =
                stage.awaitSome(
                        "product %d in order-service".formatted(product),
                        () -> HeldRow.ofProduct(product, stage.orders()))) {
            stage.tell(
                    "order_service.product", "the row of product %d is locked".formatted(product));
            stage.shop().changeProduct(product, name, "21.00", "EUR");
            stage.awaitOn(TOPIC + ".retry-1", key);
            stage.tell(TOPIC + ".retry-1", "attempt 1 did not get the row");
            stage.awaitOn(TOPIC + ".retry-2", key);
            stage.tell(TOPIC + ".retry-2", "attempt 2 did not either; now the row is let go");
        }
        stage.await(
                "the new price handled at attempt %d".formatted(PATIENT_TRY),
                () -> stage.services().attempts(Service.ORDER, key).contains(PATIENT_TRY));
        stage.tell("order-service", "handled at attempt %d".formatted(PATIENT_TRY));
    }
}
