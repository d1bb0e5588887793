package dev.orderflow.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMariaDbTest {

    static EmbeddedMariaDb database;

    @BeforeAll
    static void start() {
        database = EmbeddedMariaDb.start();
        database.createDatabase("shop_a", "alice", "secret-a");
        database.createDatabase("shop_b", "bob", "secret'b");
        // A database that a grant on shop_a would cover if its underscore were a wildcard.
        database.createDatabase("shopXa", "carol", "secret-c");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void a_user_works_in_the_database_of_its_own() throws SQLException {
        try (var connection = connect(database, "shop_b", "bob", "secret'b")) {
            execute(connection, "CREATE TABLE book (title VARCHAR(20))");
            execute(connection, "INSERT INTO book VALUES ('Löwen 🦁')");
            assertThat(query(connection, "SELECT title FROM book")).isEqualTo("Löwen 🦁");
        }
    }

    @Test
    void a_user_is_refused_in_every_other_database() {
        for (var other : List.of("shop_b", "shopXa", "mysql")) {
            assertThatThrownBy(() -> connect(database, other, "alice", "secret-a"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Access denied");
        }
    }

    @Test
    void nobody_gets_in_without_a_password_or_a_name() {
        for (var user : List.of("root", "", "alice", "nobody", "PUBLIC")) {
            assertThatThrownBy(() -> connect(database, "", user, ""))
                    .as("user '%s'", user)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Access denied");
        }
    }

    @Test
    void a_reader_reads_and_does_not_write() throws SQLException {
        try (var root = database.connect()) {
            execute(root, "CREATE TABLE shopXa.kept (n INT)");
            MariaDbAccounts.grantReading(root, "shopXa", "reader", "secret-r");
        }
        try (var reader = connect(database, "shopXa", "reader", "secret-r")) {
            assertThat(query(reader, "SELECT COUNT(*) FROM kept")).isEqualTo("0");
            assertThatThrownBy(() -> execute(reader, "INSERT INTO kept VALUES (1)"))
                    .hasMessageContaining("denied");
        }
    }

    @Test
    void a_name_that_is_none_is_refused() {
        assertThatThrownBy(() -> database.createDatabase("a`; DROP", "x", "y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no name for a database");
    }

    @Test
    void wrong_values_are_refused_as_mysql_refuses_them() throws SQLException {
        try (var connection = connect(database, "shop_a", "alice", "secret-a")) {
            execute(connection, "CREATE TABLE strict (n INT, word VARCHAR(3), day DATE)");
            for (var values :
                    List.of("('x', 'a', NULL)", "(1, 'long', NULL)", "(1, 'a', '0000-00-00')")) {
                assertThatThrownBy(() -> execute(connection, "INSERT INTO strict VALUES " + values))
                        .as(values)
                        .isInstanceOf(SQLException.class);
            }
            assertThatThrownBy(() -> query(connection, "SELECT word FROM strict GROUP BY n"))
                    .hasMessageContaining("GROUP BY");
        }
    }

    @Test
    void text_is_utf8_and_compared_exactly_and_times_are_utc() throws SQLException {
        try (var connection = database.connect()) {
            assertThat(query(connection, "SELECT @@character_set_server")).isEqualTo("utf8mb4");
            execute(connection, "CREATE TABLE shopXa.people (name VARCHAR(20))");
            execute(connection, "INSERT INTO shopXa.people VALUES ('bob'), ('Bob'), ('Böb')");
            assertThat(query(connection, "SELECT COUNT(*) FROM shopXa.people WHERE name = 'bob'"))
                    .isEqualTo("1");
            assertThat(query(connection, "SELECT TIMEDIFF(NOW(), UTC_TIMESTAMP())"))
                    .isEqualTo("00:00:00");
            assertThat(query(connection, "SELECT @@innodb_flush_log_at_trx_commit")).isEqualTo("1");
        }
    }

    @Test
    void data_survive_a_stop_and_a_kill(@TempDir Path directory) throws Exception {
        var settings = MariaDbSettings.of(directory, FreePorts.next(), "root-secret");
        try (var first = EmbeddedMariaDb.start(settings)) {
            first.createDatabase("kept", "keeper", "one");
            try (var connection = connect(first, "kept", "keeper", "one")) {
                execute(connection, "CREATE TABLE words (word VARCHAR(20))");
                execute(connection, "INSERT INTO words VALUES ('stopped')");
            }
        }
        try (var second = EmbeddedMariaDb.start(settings)) {
            try (var connection = connect(second, "kept", "keeper", "one")) {
                execute(connection, "INSERT INTO words VALUES ('killed')");
            }
            second.process().destroyForcibly();
            second.process().onExit().join();
        }
        try (var third = EmbeddedMariaDb.start(settings)) {
            third.createDatabase("kept", "keeper", "two");
            try (var connection = connect(third, "kept", "keeper", "two")) {
                assertThat(query(connection, "SELECT GROUP_CONCAT(word ORDER BY word) FROM words"))
                        .isEqualTo("killed,stopped");
            }
        }
    }

    @Test
    void a_temporary_database_leaves_nothing_behind() {
        var temporary = EmbeddedMariaDb.start();
        var process = temporary.process();
        var directory = temporary.directory();
        assertThat(directory).exists();

        temporary.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(directory).doesNotExist();
    }

    @Test
    void a_port_in_use_is_named_with_the_servers_own_words(@TempDir Path directory) {
        var settings = MariaDbSettings.of(directory, database.port(), "root-secret");
        assertThatThrownBy(() -> EmbeddedMariaDb.start(settings))
                .hasMessageContaining("port " + database.port())
                .hasMessageContaining("Address already in use");
    }

    private static Connection connect(
            EmbeddedMariaDb server, String name, String user, String password) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(name), user, password);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
