package dev.orderflow.system;

import dev.orderflow.cli.demo.ShopClient;
import dev.orderflow.cli.stack.Condition;
import dev.orderflow.cli.stack.LocalStack;
import dev.orderflow.cli.stack.Ports;
import dev.orderflow.cli.stack.Progress;
import dev.orderflow.cli.stack.ServiceSpec;
import dev.orderflow.cli.stack.StackSettings;
import dev.orderflow.cli.topic.Broker;
import dev.orderflow.cli.verify.Verification;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** The whole system on free ports, its data in a folder of the test's own. */
final class TestStack implements AutoCloseable {

    private final LocalStack stack;

    private TestStack(LocalStack stack) {
        this.stack = stack;
    }

    static StackSettings settings(Path home) {
        return StackSettings.of(Checkout.FOLDER)
                .withHome(home)
                .withPrograms(Path.of(System.getProperty("orderflow.programs")))
                .withPorts(Ports.free())
                .withConsole()
                .withEnvironment("order-service", Map.of("APP_ORDER_DEADLINE", "20s"))
                .withEnvironment("payment-service", Map.of("APP_GATEWAY_MAX_CHARGES", "100"));
    }

    /** The same for tests in which no order may be given up, however slow the machine. */
    static StackSettings withPatience(StackSettings settings) {
        return settings.withEnvironment(
                "order-service",
                Map.of("APP_ORDER_DEADLINE", "15m", "APP_KAFKA_RETRY_DELAYS", "1s,2s,4s"));
    }

    static TestStack start(StackSettings settings) {
        return new TestStack(new LocalStack(settings, new Log()).up());
    }

    ShopClient shop() {
        return new ShopClient(
                stack.url("order-service"),
                stack.url("inventory-service"),
                stack.url("payment-service"),
                stack.url("notification-service"));
    }

    /** By SIGKILL; returns when it is dead. */
    void kill(String name) {
        var process = stack.process(name);
        process.destroyForcibly();
        process.onExit().join();
    }

    String pid(String name) {
        return Long.toString(stack.process(name).pid());
    }

    int restarts(String name) {
        return stack.restarts(name);
    }

    Verification.Report verify(Duration grace) throws SQLException {
        return new Verification(
                        stack.jdbcUrl("order_service"),
                        "verify",
                        stack.password("verify"),
                        Broker.at(stack.bootstrapServers(), null),
                        grace)
                .run();
    }

    /** May do everything, to break things by hand. */
    Connection root(String database) throws SQLException {
        return DriverManager.getConnection(stack.jdbcUrl(database), "root", stack.password("root"));
    }

    /** Several statements are parted by a semicolon and a blank. */
    void execute(String statements) throws SQLException {
        try (var root = root("order_service");
                var statement = root.createStatement()) {
            for (var sql : statements.split("; ")) {
                statement.execute(sql);
            }
        }
    }

    /** The answer to a query of any database. */
    long number(String query) throws SQLException {
        try (var root = root("order_service");
                var statement = root.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** How many notifications of this customer differ in these columns. */
    long notifications(String customer, String columns) throws SQLException {
        return number(
                "select count(distinct %s) from notification_service.notification where user_id = '%s'"
                        .formatted(columns, customer));
    }

    /** Once it is ready, for which nobody waits at the start. */
    URI console() {
        Awaitility.await("the console")
                .atMost(Duration.ofMinutes(2))
                .until(() -> stack.condition(ServiceSpec.CONSOLE) == Condition.UP);
        return stack.url(ServiceSpec.CONSOLE);
    }

    /** What order-service tells about the interfaces of all. */
    URI contracts() {
        return stack.url("order-service").resolve("/contracts");
    }

    String bootstrapServers() {
        return stack.bootstrapServers();
    }

    @Override
    public void close() {
        stack.close();
    }

    private static final class Log implements Progress {

        @Override
        public void done(String what, String detail, Duration time) {
            System.out.printf("%s %s %d ms%n", what, detail, time.toMillis());
        }

        @Override
        public void say(String sentence) {
            System.out.println(sentence);
        }
    }
}
