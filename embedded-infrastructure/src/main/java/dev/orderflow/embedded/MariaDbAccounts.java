package dev.orderflow.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Databases and users of a running server, and how to reach them. */
public final class MariaDbAccounts {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,64}");

    private MariaDbAccounts() {}

    /** The address of a database of the server on this port, for {@code mysql-connector-j}. */
    public static String jdbcUrl(int port, String database) {
        // Times are kept in UTC whatever the zone of the JVM; loopback needs no TLS.
        return "jdbc:mysql://127.0.0.1:%d/%s?sslMode=DISABLED&connectionTimeZone=UTC"
                .formatted(port, database);
    }

    /** Creates a database and the user who may do everything in it, and nothing elsewhere. */
    public static void createDatabase(Connection root, String name, String user, String password)
            throws SQLException {
        execute(
                root,
                "CREATE DATABASE IF NOT EXISTS %s CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
                        .formatted(quoted(name)));
        createUser(root, user, password);
        execute(root, "GRANT ALL ON %s.* TO %s".formatted(pattern(name), account(user)));
    }

    /** Creates a user who may read this database; call it once for each. */
    public static void grantReading(Connection root, String name, String user, String password)
            throws SQLException {
        createUser(root, user, password);
        execute(root, "GRANT SELECT ON %s.* TO %s".formatted(pattern(name), account(user)));
    }

    private static void createUser(Connection root, String user, String password)
            throws SQLException {
        var secret = "'" + password.replace("\\", "\\\\").replace("'", "''") + "'";
        execute(
                root,
                "CREATE USER IF NOT EXISTS %s IDENTIFIED BY %s".formatted(account(user), secret));
        execute(root, "ALTER USER %s IDENTIFIED BY %s".formatted(account(user), secret));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String account(String user) {
        return quoted(user) + "@'127.0.0.1'";
    }

    /** In a grant an underscore stands for any character, unless it is escaped. */
    private static String pattern(String name) {
        return quoted(name).replace("_", "\\_");
    }

    private static String quoted(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no name for a database or user: letters, digits and _ only."
                            .formatted(name));
        }
        return "`" + name + "`";
    }
}
