package dev.orderflow.cli.stack;

import dev.orderflow.embedded.MariaDbAccounts;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The services' databases, each with a user of its own, and one user who may read them all. */
final class Databases {

    static final String READER = "verify";

    private Databases() {}

    /** Creates what is missing, and sets the passwords to those given. */
    static void create(StackSettings settings, Secrets secrets) {
        var url = MariaDbAccounts.jdbcUrl(settings.ports().database(), "");
        try (var root = DriverManager.getConnection(url, "root", secrets.passwordOf("root"))) {
            for (var service : settings.services()) {
                var name = service.database();
                MariaDbAccounts.createDatabase(root, name, name, secrets.passwordOf(name));
                MariaDbAccounts.grantReading(root, name, READER, secrets.passwordOf(READER));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The services' databases could not be created.", e);
        }
    }
}
