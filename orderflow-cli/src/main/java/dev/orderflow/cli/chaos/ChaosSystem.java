package dev.orderflow.cli.chaos;

import dev.orderflow.cli.demo.ShopClient;
import dev.orderflow.cli.stack.LocalStack;
import dev.orderflow.cli.stack.Progress;
import dev.orderflow.cli.stack.ServiceSpec;
import dev.orderflow.cli.stack.StackData;
import dev.orderflow.cli.stack.StackSettings;
import dev.orderflow.cli.stack.Topics;
import dev.orderflow.cli.topic.Broker;
import dev.orderflow.cli.verify.Verification;
import dev.orderflow.embedded.MariaDbAccounts;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * A whole system of its own, on new data, whose services reach broker and database through {@link
 * TcpProxy proxies} only. Whoever looks on does not take those to the database.
 */
final class ChaosSystem implements AutoCloseable {

    /** Those of the shop. */
    static final List<String> SERVICES =
            List.of(
                    "order-service",
                    "inventory-service",
                    "payment-service",
                    "notification-service");

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final StackSettings settings;
    private final TcpProxy broker;
    private final Map<String, TcpProxy> databases;
    private final LocalStack stack;
    private final List<String> instances = new ArrayList<>();

    private ChaosSystem(
            StackSettings settings,
            TcpProxy broker,
            Map<String, TcpProxy> databases,
            LocalStack stack) {
        this.settings = settings;
        this.broker = broker;
        this.databases = databases;
        this.stack = stack;
    }

    /**
     * @param variables for the environment of services by name
     * @param doubled services of which there are two instances
     */
    static ChaosSystem start(
            StackSettings usual,
            Map<String, Map<String, String>> variables,
            List<String> doubled,
            Progress progress) {
        StackData.delete(usual);
        var broker = new TcpProxy(usual.ports().kafka());
        var databases = new HashMap<String, TcpProxy>();
        var settings =
                usual.withBroker(
                        Map.of("advertised.listeners", "BROKER://127.0.0.1:" + broker.port()));
        for (var service : usual.services()) {
            var database = new TcpProxy(usual.ports().database());
            databases.put(service.name(), database);
            settings =
                    settings.withEnvironment(service.name(), ways(service, broker, database))
                            .withEnvironment(
                                    service.name(),
                                    variables.getOrDefault(service.name(), Map.of()));
        }
        var system =
                new ChaosSystem(settings, broker, databases, new LocalStack(settings, progress));
        try {
            system.stack.up();
            system.instances.addAll(system.services());
            doubled.forEach(it -> system.instances.add(system.stack.startAnother(it)));
            return system;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    private static Map<String, String> ways(
            ServiceSpec service, TcpProxy broker, TcpProxy database) {
        return Map.of(
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + broker.port(),
                "SPRING_DATASOURCE_URL",
                MariaDbAccounts.jdbcUrl(database.port(), service.database()));
    }

    /** Those that are there. */
    List<String> services() {
        return settings.services().stream().map(ServiceSpec::name).toList();
    }

    /** Each process of theirs; the first instance of a service has its name. */
    List<String> instances() {
        return instances;
    }

    List<String> instancesOf(String service) {
        return instances.stream().filter(it -> it.startsWith(service)).toList();
    }

    /** Where each of its instances answers. */
    List<URI> urls(String service) {
        return instancesOf(service).stream().map(stack::url).toList();
    }

    boolean hasExamples() {
        return settings.hasExamples();
    }

    LocalStack stack() {
        return stack;
    }

    /** The way of everybody to the broker. */
    TcpProxy broker() {
        return broker;
    }

    /** The way of this service to its database. */
    TcpProxy database(String service) {
        return databases.get(service);
    }

    Iterable<TcpProxy> databases() {
        return databases.values();
    }

    ShopClient shop() {
        return new ShopClient(
                stack.url("order-service"),
                stack.url("inventory-service"),
                stack.url("payment-service"),
                stack.url("notification-service"));
    }

    String bootstrapServers() {
        return stack.bootstrapServers();
    }

    Broker topics() {
        return Broker.at(stack.bootstrapServers(), null);
    }

    Admin admin() {
        return Admin.create(
                Map.of(
                        "bootstrap.servers",
                        stack.bootstrapServers(),
                        "request.timeout.ms",
                        10_000,
                        "default.api.timeout.ms",
                        10_000));
    }

    /** Those of the system that somebody has deleted, as they were. */
    void createMissingTopics() {
        Topics.read(settings.project().resolve("kafka-scripts").resolve("topics.txt"))
                .createMissing(stack.bootstrapServers());
    }

    /** May read all databases. */
    Connection reader() throws SQLException {
        return connect("verify");
    }

    /** May do everything, to break things by hand. */
    Connection root() throws SQLException {
        return connect("root");
    }

    private Connection connect(String user) throws SQLException {
        return DriverManager.getConnection(
                stack.jdbcUrl("order_service"), user, stack.password(user));
    }

    Verification.Report verify() throws SQLException {
        return new Verification(
                        stack.jdbcUrl("order_service"),
                        "verify",
                        stack.password("verify"),
                        topics(),
                        GRACE)
                .run();
    }

    /** The folder with the logs. */
    String home() {
        return settings.home().toString();
    }

    @Override
    public void close() {
        stack.close();
        closeProxies();
    }

    private void closeProxies() {
        broker.close();
        databases.values().forEach(TcpProxy::close);
    }
}
