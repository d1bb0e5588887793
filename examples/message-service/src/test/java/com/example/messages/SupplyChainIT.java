package com.example.messages;

import dev.orderflow.events.test.PartsList;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SupplyChainIT {

    @Test
    void the_jar_lists_every_library_in_it_with_a_licence_that_is_fine() throws IOException {
        PartsList.check(Path.of("target", "message-service.jar"));
    }
}
