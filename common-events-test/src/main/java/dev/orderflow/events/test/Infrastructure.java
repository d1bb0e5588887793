package dev.orderflow.events.test;

import dev.orderflow.embedded.EmbeddedKafka;
import dev.orderflow.embedded.EmbeddedMariaDb;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.mysql.MySQLContainer;

/** The broker and the database that all tests of this JVM share. They end with it. */
sealed interface Infrastructure {

    String bootstrapServers();

    /**
     * Creates an empty database and a user who may do everything in it and nothing elsewhere;
     * returns its JDBC URL.
     */
    String createDatabase(String name, String user, String password);

    static Infrastructure shared() {
        return Shared.INSTANCE;
    }

    /** Starts on first use. */
    final class Shared {

        private static final Infrastructure INSTANCE =
                switch (System.getProperty("test.infra", "embedded")) {
                    case "embedded" -> Embedded.start();
                    case "docker" -> Containers.start();
                    default ->
                            throw new IllegalArgumentException(
                                    "test.infra must be embedded or docker");
                };

        private Shared() {}
    }

    /** Kafka in this JVM, MariaDB beside it. */
    record Embedded(EmbeddedKafka kafka, EmbeddedMariaDb mariaDb) implements Infrastructure {

        static Embedded start() {
            var started = new Embedded(EmbeddedKafka.start(), EmbeddedMariaDb.start());
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(started::stop, "stop-test-infrastructure"));
            return started;
        }

        private void stop() {
            mariaDb.close();
            kafka.close();
        }

        @Override
        public String bootstrapServers() {
            return kafka.bootstrapServers();
        }

        @Override
        public String createDatabase(String name, String user, String password) {
            mariaDb.createDatabase(name, user, password);
            return mariaDb.jdbcUrl(name);
        }
    }

    /** Kafka and MySQL as {@code docker-compose-kafka.yml} has them. */
    record Containers(KafkaContainer kafka, MySQLContainer mySql) implements Infrastructure {

        private static final String ROOT = "test";
        private static final Duration SLOW_MACHINE = Duration.ofMinutes(5);

        static Containers start() {
            var kafka =
                    new KafkaContainer("apache/kafka:4.2.1")
                            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                            .withStartupTimeout(SLOW_MACHINE);
            var mySql =
                    new MySQLContainer("mysql:9.7")
                            .withStartupTimeoutSeconds((int) SLOW_MACHINE.toSeconds())
                            .withUsername("root")
                            .withPassword(ROOT)
                            .withCommand(
                                    "mysqld",
                                    "--character-set-server=utf8mb4",
                                    "--collation-server=utf8mb4_bin",
                                    "--default-time-zone=+00:00",
                                    "--max-connections=300",
                                    "--max-allowed-packet=64M");
            Startables.deepStart(kafka, mySql).join();
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        kafka.stop();
                                        mySql.stop();
                                    },
                                    "stop-test-infrastructure"));
            return new Containers(kafka, mySql);
        }

        @Override
        public String bootstrapServers() {
            return kafka.getBootstrapServers();
        }

        @Override
        public String createDatabase(String name, String user, String password) {
            try (var root = DriverManager.getConnection(mySql.getJdbcUrl(), "root", ROOT);
                    var statement = root.createStatement()) {
                statement.execute("create database " + name);
                statement.execute(
                        "create user '%s'@'%%' identified by '%s'".formatted(user, password));
                statement.execute("grant all on %s.* to '%s'@'%%'".formatted(name, user));
            } catch (SQLException failed) {
                throw new IllegalStateException("Cannot create database " + name, failed);
            }
            return "jdbc:mysql://%s:%d/%s"
                    .formatted(mySql.getHost(), mySql.getFirstMappedPort(), name);
        }
    }
}
