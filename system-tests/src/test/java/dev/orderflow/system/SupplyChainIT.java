package dev.orderflow.system;

import dev.orderflow.events.test.PartsList;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example's jar has a test of its own: nobody waits here until it is built. */
class SupplyChainIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order-service",
                "inventory-service",
                "payment-service",
                "notification-service",
                "ops-console"
            })
    void a_jar_lists_every_library_in_it_with_a_licence_that_is_fine(String name)
            throws IOException {
        PartsList.check(Checkout.FOLDER.resolve(name).resolve("target").resolve(name + ".jar"));
    }
}
