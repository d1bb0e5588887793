package dev.orderflow.cli.stack;

import dev.orderflow.embedded.OwnerOnly;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The passwords of the database users, and the token by which services know each other: made up
 * when first asked for and kept in a file that only its owner can read.
 */
final class Secrets {

    private final Path file;
    private final Map<String, String> passwords = new TreeMap<>();

    private Secrets(Path file) {
        this.file = file;
    }

    static Secrets load(Path file) {
        var secrets = new Secrets(file);
        try {
            if (Files.exists(file)) {
                var properties = new Properties();
                properties.load(new StringReader(Files.readString(file)));
                properties
                        .stringPropertyNames()
                        .forEach(user -> secrets.passwords.put(user, properties.getProperty(user)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
        return secrets;
    }

    synchronized String passwordOf(String user) {
        var known = passwords.get(user);
        if (known != null) {
            return known;
        }
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        var password = HexFormat.of().formatHex(bytes);
        passwords.put(user, password);
        save();
        return password;
    }

    private void save() {
        var content =
                new StringBuilder(
                        "# Passwords of the local stack's database users; tokens of its machines.\n");
        passwords.forEach((user, password) -> content.append("%s=%s\n".formatted(user, password)));
        try {
            OwnerOnly.write(file, content.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
