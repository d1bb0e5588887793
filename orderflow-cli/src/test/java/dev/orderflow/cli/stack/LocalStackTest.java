package dev.orderflow.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One stack for all tests here; each kills another part of it. */
class LocalStackTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir static Path folder;
    static final RememberedProgress PROGRESS = new RememberedProgress();
    static StackSettings settings;
    static LocalStack stack;

    @BeforeAll
    static void up() throws Exception {
        settings = FakeCheckout.in(folder).settings().withBroker(Map.of("num.io.threads", "3"));
        stack = new LocalStack(settings, PROGRESS).up();
    }

    @AfterAll
    static void down() {
        stack.close();
    }

    @Test
    void every_step_is_told() {
        assertThat(PROGRESS.steps)
                .contains(
                        "mail server",
                        "kafka",
                        "topics",
                        "mariadb",
                        "order-service",
                        "inventory-service",
                        "payment-service",
                        "notification-service",
                        "all ready");
    }

    @Test
    void the_topics_of_the_file_exist() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get())
                    .contains(
                            "order-created",
                            "product-updated",
                            "order-created.inventory-service.dlq");
            var topic = new ConfigResource(ConfigResource.Type.TOPIC, "product-updated");
            var config = admin.describeConfigs(List.of(topic)).all().get().get(topic);
            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(config.get("retention.ms").value()).isEqualTo("604800000");
        }
    }

    @Test
    void settings_of_the_broker_reach_it() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            var broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
            var config = admin.describeConfigs(List.of(broker)).all().get().get(broker);

            assertThat(config.get("num.io.threads").value()).isEqualTo("3");
        }
    }

    @Test
    void each_service_may_enter_its_own_database_only() throws SQLException {
        try (var connection = connect("order_service", "order_service")) {
            execute(connection, "CREATE TABLE entered (n INT)");
        }
        assertThatThrownBy(() -> connect("payment_service", "order_service"))
                .hasMessageContaining("Access denied");
    }

    @Test
    void verify_may_read_all_databases_and_write_none() throws SQLException {
        for (var database :
                List.of(
                        "order_service",
                        "inventory_service",
                        "payment_service",
                        "notification_service")) {
            try (var connection = connect(database, "verify")) {
                assertThatThrownBy(() -> execute(connection, "CREATE TABLE written (n INT)"))
                        .hasMessageContaining("denied");
            }
        }
    }

    @Test
    void passwords_can_be_read_by_their_owner_only() throws Exception {
        var file = settings.home().resolve("secrets.properties");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_killed_service_is_started_again() {
        var killed = kill("order-service");

        awaitUpAgain("order-service", killed);
        assertThat(stack.restarts("order-service")).isEqualTo(1);
        assertThat(PROGRESS.said)
                .contains("order-service was ended by signal 9; starting it again.");
        assertThat(RunningStack.in(settings.home()).orElseThrow().parts())
                .filteredOn(part -> part.name().equals("order-service"))
                .singleElement()
                .satisfies(
                        part -> {
                            assertThat(part.isUp()).isTrue();
                            assertThat(part.pid()).isEqualTo(stack.process("order-service").pid());
                            assertThat(part.memory()).isPositive();
                        });
    }

    @Test
    void a_killed_broker_is_started_again_and_keeps_its_records() throws Exception {
        send("before");
        var killed = kill(LocalStack.KAFKA);
        awaitUpAgain(LocalStack.KAFKA, killed);
        send("after");
        assertThat(read(2)).containsExactly("before", "after");
    }

    @Test
    void a_killed_database_is_started_again_and_keeps_its_data() throws SQLException {
        try (var connection = connect("inventory_service", "inventory_service")) {
            execute(connection, "CREATE TABLE kept (n INT)");
            execute(connection, "INSERT INTO kept VALUES (42)");
        }
        var killed = kill(LocalStack.DATABASE);
        awaitUpAgain(LocalStack.DATABASE, killed);
        try (var connection = connect("inventory_service", "inventory_service");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT n FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    void what_is_taken_away_on_purpose_comes_back_after_its_absence_however_often() {
        var absence = Duration.ofMillis(300);
        for (int times = 1; times <= 6; times++) {
            var gone = stack.process("notification-service");
            var end = times % 2 == 0 ? End.KILL : End.TERMINATE;
            var begin = System.nanoTime();

            stack.takeAway("notification-service", end, absence);

            assertThat(gone.isAlive()).isFalse();
            awaitUpAgain("notification-service", gone);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(absence);
        }
    }

    @Test
    void another_instance_of_a_service_is_part_of_the_stack_until_it_is_retired() {
        var another = stack.startAnother("inventory-service");

        assertThat(stack.condition(another)).isEqualTo(Condition.UP);
        assertThat(stack.url(another)).isNotEqualTo(stack.url("inventory-service"));
        assertThat(settings.log(another)).content().contains("listening on");
        var process = stack.process(another);
        stack.retire(another, End.KILL);
        assertThat(process.isAlive()).isFalse();
        assertThat(RunningStack.in(settings.home()).orElseThrow().parts())
                .extracting(PartStatus::name)
                .contains("inventory-service")
                .doesNotContain(another);
    }

    @Test
    void a_service_that_keeps_dying_is_given_up() {
        for (int death = 1; death <= 4; death++) {
            awaitUpAgain("payment-service", kill("payment-service"));
        }
        kill("payment-service");

        await().atMost(SOON).until(() -> stack.condition("payment-service") == Condition.FAILED);
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(PROGRESS.said)
                                        .anySatisfy(
                                                sentence ->
                                                        assertThat(sentence)
                                                                .contains(
                                                                        "payment-service ended 5"
                                                                                + " times within a"
                                                                                + " minute")
                                                                .contains("listening on")));
        assertThat(stack.restarts("payment-service")).isEqualTo(4);
        assertThat(RunningStack.in(settings.home()).orElseThrow().parts())
                .filteredOn(part -> part.name().equals("payment-service"))
                .singleElement()
                .satisfies(part -> assertThat(part.state()).isEqualTo("FAILED"));
    }

    @Test
    void a_second_stack_with_the_same_home_is_refused() {
        assertThatThrownBy(() -> new LocalStack(settings, Progress.SILENT).up())
                .isInstanceOf(StackProblem.class)
                .hasMessageContaining("running already (pid " + ProcessHandle.current().pid())
                .hasMessageContaining("./orderflow down stops it");
        assertThat(stack.condition("inventory-service")).isEqualTo(Condition.UP);
    }

    @Test
    void a_port_in_use_is_named_with_the_setting_that_changes_it(@TempDir Path other) {
        var taken = settings.withHome(other);
        assertThatThrownBy(() -> new LocalStack(taken, Progress.SILENT).up())
                .isInstanceOf(StackProblem.class)
                .hasMessageContaining("Port %d (order)".formatted(settings.ports().order()))
                .hasMessageContaining("--port-order");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ctrl_c_in_the_terminal_is_left_to_the_supervisor() throws Exception {
        for (var name : List.of(LocalStack.KAFKA, LocalStack.DATABASE, "inventory-service")) {
            await().atMost(SOON).until(() -> stack.condition(name) == Condition.UP);
            var status = Path.of("/proc", Long.toString(stack.process(name).pid()), "status");
            var ignored =
                    Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("SigIgn:"))
                            .mapToLong(line -> Long.parseUnsignedLong(line.substring(8), 16))
                            .sum();
            assertThat(ignored & 0b10).as("%s ignores SIGINT, the second signal", name).isNotZero();
        }
    }

    private static ProcessHandle kill(String name) {
        await().atMost(SOON).until(() -> stack.condition(name) == Condition.UP);
        var process = stack.process(name);
        process.destroyForcibly();
        process.onExit().join();
        return process;
    }

    private static void awaitUpAgain(String name, ProcessHandle killed) {
        await().atMost(SOON)
                .until(
                        () ->
                                stack.condition(name) == Condition.UP
                                        && stack.process(name).pid() != killed.pid());
    }

    private static Connection connect(String database, String user) throws SQLException {
        return DriverManager.getConnection(stack.jdbcUrl(database), user, stack.password(user));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void send(String value) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>("order-created", 0, "key", value)).get();
        }
    }

    private static List<String> read(int count) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            var partition = new TopicPartition("order-created", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var values = new ArrayList<String>();
            await().atMost(SOON)
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(100))
                                        .forEach(record -> values.add(record.value()));
                                return values.size() >= count;
                            });
            return values;
        }
    }
}
