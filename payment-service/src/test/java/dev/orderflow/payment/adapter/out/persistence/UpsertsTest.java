package dev.orderflow.payment.adapter.out.persistence;

import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.Upserts;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@OrderflowTest
class UpsertsTest {

    @Autowired EntityManagerFactory entities;

    @Test
    void an_update_names_every_column_where_hibernate_binds_it() {
        Upserts.check(entities);
    }
}
