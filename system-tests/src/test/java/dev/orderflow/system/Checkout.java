package dev.orderflow.system;

import java.nio.file.Path;

/** Where the project lies whose build this is. */
final class Checkout {

    static final Path FOLDER =
            Path.of(System.getProperty("orderflow.project", "..")).toAbsolutePath().normalize();

    private Checkout() {}
}
