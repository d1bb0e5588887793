package dev.orderflow.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.embedded.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that go wrong, and starts after which something is there already. */
class LocalStackStartTest {

    @TempDir Path folder;
    StackSettings settings;

    @BeforeEach
    void checkout() throws Exception {
        settings = FakeCheckout.in(folder).settings();
    }

    @Test
    void data_and_passwords_are_kept_until_they_are_deleted() throws Exception {
        String password;
        try (var stack = new LocalStack(settings, Progress.SILENT).up()) {
            password = stack.password("order_service");
            try (var connection =
                            DriverManager.getConnection(
                                    stack.jdbcUrl("order_service"), "order_service", password);
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept (n INT)");
            }
        }
        try (var stack = new LocalStack(settings, Progress.SILENT).up()) {
            assertThat(stack.password("order_service")).isEqualTo(password);
            try (var connection =
                            DriverManager.getConnection(
                                    stack.jdbcUrl("order_service"), "order_service", password);
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SHOW TABLES")) {
                assertThat(rows.next()).isTrue();
            }
            assertThatThrownBy(() -> StackData.delete(settings))
                    .isInstanceOf(StackProblem.class)
                    .hasMessageContaining("running already");
        }

        StackData.delete(settings);

        assertThat(settings.home().resolve("mariadb")).doesNotExist();
        assertThat(settings.home().resolve("kafka")).doesNotExist();
        assertThat(settings.home().resolve("secrets.properties")).doesNotExist();
        assertThat(settings.home().resolve("logs")).exists();
    }

    @Test
    void a_service_that_cannot_start_ends_everything_and_its_last_lines_are_shown() {
        var broken = settings.withEnvironment("inventory-service", Map.of("FAKE_EXIT", "3"));
        var stack = new LocalStack(broken, Progress.SILENT);

        assertThatThrownBy(stack::up)
                .isInstanceOf(StackProblem.class)
                .hasMessageContaining("inventory-service ended by itself with exit code 3")
                .hasMessageContaining("Cannot go on: inventory_service");

        assertThat(stack.process("kafka").isAlive()).isFalse();
        assertThat(stack.process("mariadb").isAlive()).isFalse();
        assertThat(settings.ports().byName().values()).allMatch(FreePorts::isFree);
        assertThat(RunningStack.in(settings.home())).isEmpty();
    }

    @Test
    void jars_that_are_not_built_are_named() throws Exception {
        Files.delete(settings.services().get(2).jar());
        refuses(settings, "Not built yet: payment-service", "./mvnw");
    }

    @Test
    void a_disk_that_is_too_full_is_named_with_what_is_needed() {
        refuses(
                settings.withFreeMegabytes(Integer.MAX_VALUE),
                "MB left, and Orderflow needs 2147483647 MB",
                settings.home().toString());
    }

    @Test
    void a_home_that_cannot_be_written_is_named() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "not a folder");
        refuses(settings.withHome(file.resolve("home")), "cannot be written", "--home");
    }

    @Test
    void a_line_of_the_topics_file_that_makes_no_sense_is_shown() throws Exception {
        Files.writeString(
                folder.resolve("kafka-scripts").resolve("topics.txt"), "\norder-created many\n");
        refuses(settings, "line 2", "'order-created many' is not");
    }

    private static void refuses(StackSettings settings, String... words) {
        var stack = new LocalStack(settings, Progress.SILENT);
        assertThatThrownBy(stack::up).isInstanceOf(StackProblem.class).message().contains(words);
        assertThat(settings.ports().byName().values()).allMatch(FreePorts::isFree);
    }
}
