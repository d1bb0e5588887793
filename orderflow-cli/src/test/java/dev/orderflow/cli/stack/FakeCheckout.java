package dev.orderflow.cli.stack;

import dev.orderflow.embedded.MariaDbSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A checkout whose services are {@link FakeService}s, packaged as real ones are. */
public record FakeCheckout(Path folder) {

    /** Three topics suffice; the real file has a test of its own. */
    static final String TOPICS =
            """
            # some topics
            order-created                        3 604800000 delete
            product-updated                      3 604800000 compact
            order-created.inventory-service.dlq  3 1209600000 delete  # dead letters
            """;

    /** Makes one in an empty folder. */
    public static FakeCheckout in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("kafka-scripts"));
        Files.writeString(folder.resolve("kafka-scripts").resolve("topics.txt"), TOPICS);
        for (var service : StackSettings.of(folder).withConsole().packaged()) {
            Files.createDirectories(service.jar().getParent());
            writeJar(service.jar());
        }
        return new FakeCheckout(folder);
    }

    /** A stack of it with free ports; the database program is not unpacked each time. */
    public StackSettings settings() {
        return StackSettings.of(folder)
                .withPorts(Ports.free())
                .withPrograms(MariaDbSettings.of(folder, 1, "").binaries());
    }

    private static void writeJar(Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        var entry = FakeService.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var bytes = FakeService.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            bytes.transferTo(out);
            out.closeEntry();
        }
    }
}
