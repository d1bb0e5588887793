package dev.orderflow.inventory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Products, their stock, and what orders hold of it. */
@SpringBootApplication
public class InventoryServiceApplication {

    public static void main(String... args) {
        SpringApplication.run(InventoryServiceApplication.class, args);
    }
}
