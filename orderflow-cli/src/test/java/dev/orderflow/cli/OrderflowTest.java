package dev.orderflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as far as nothing has to run. */
class OrderflowTest {

    @TempDir Path home;
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"up", "demo", "status", "down", "logs", "mails", "reset", "bench"})
    void every_command_explains_itself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: orderflow " + command).contains("--home");
    }

    @Test
    void without_a_command_all_are_listed() {
        assertThat(run()).isZero();
        assertThat(out.toString())
                .contains("up", "status", "down", "logs", "dlq", "mails", "reset");
    }

    @Test
    void an_unknown_service_is_refused_with_the_names_there_are() {
        assertThat(run("logs", "ordre", "--home", home.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("There is no 'ordre'; there are order-service, inventory-service");
    }

    @Test
    void a_short_name_shows_the_end_of_a_services_log() throws Exception {
        Files.createDirectories(home.resolve("logs"));
        Files.writeString(home.resolve("logs/order-service.log"), "one\ntwo\nthree\n");
        assertThat(run("logs", "order", "-n", "2", "--home", home.toString())).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("two\nthree\n");
    }

    @ParameterizedTest
    @CsvSource({
        "ops-console, ops-console",
        "order-service-2, order-service-2",
        "payment-4, payment-service-4"
    })
    void the_console_and_further_instances_have_logs_too(String asked, String shown)
            throws Exception {
        Files.createDirectories(home.resolve("logs"));
        Files.writeString(home.resolve("logs").resolve(shown + ".log"), "its line\n");
        assertThat(run("logs", asked, "--home", home.toString())).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("its line\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-service-1", "order-service-5", "kafka-2"})
    void an_instance_that_cannot_be_is_refused(String name) {
        assertThat(run("logs", name, "--home", home.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("There is no '" + name + "'")
                .contains("ops-console")
                .contains("further instances, order-service-2 to -4");
    }

    @Test
    void a_log_that_is_not_there_yet_is_a_sentence() {
        assertThat(run("logs", "kafka", "--home", home.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("kafka has not written anything yet");
    }

    @Test
    void nothing_running_is_a_problem_for_status_and_mails_and_none_for_down() {
        assertThat(run("status", "--home", home.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("not running; ./orderflow up starts it");
        assertThat(run("mails", "--home", home.toString())).isEqualTo(1);
        assertThat(run("down", "--home", home.toString())).isZero();
    }

    @Test
    void reset_deletes_nothing_that_was_not_confirmed() throws Exception {
        var data = Files.createDirectories(home.resolve("kafka"));
        var in = System.in;
        System.setIn(new ByteArrayInputStream("no\n".getBytes(UTF_8)));
        try {
            assertThat(run("reset", "--home", home.toString())).isEqualTo(1);
        } finally {
            System.setIn(in);
        }
        assertThat(out.toString()).contains("Delete all data in").contains("Nothing was deleted");
        assertThat(data).exists();

        assertThat(run("reset", "--yes", "--home", home.toString())).isZero();
        assertThat(data).doesNotExist();
    }

    @Test
    void an_offset_that_leads_beyond_the_last_port_is_refused() {
        assertThat(run("up", "--port-offset", "60000", "--home", home.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("ports are numbers from 1 to 65535");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ordre-service                 | order-service, inventory-service, payment-service, notification-service, ops-console
                    order                         | order-service, inventory-service, payment-service, notification-service, ops-console
                    message-service               | order-service, inventory-service, payment-service, notification-service, ops-console
                    ops-console --no-console      | order-service, inventory-service, payment-service, notification-service
                    """)
    void a_setting_for_nobody_is_refused_with_the_names_there_are(String service, String names) {
        var words = service.split(" ", 2);
        // From nowhere, so that nothing is started if it is not refused.
        var arguments =
                new ArrayList<>(
                        List.of("up", "--home", home.toString(), "--project", home.toString()));
        arguments.add("--env=" + words[0] + ":APP_ORDER_DEADLINE=1m");
        arguments.addAll(List.of(words).subList(1, words.length));

        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "orderflow: There is no '%s' whose environment could be set; there are %s.\n"
                                .formatted(words[0], names));
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void more_instances_than_a_machine_can_bear_are_refused() {
        assertThat(run("up", "--instances", "5", "--home", home.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("--instances takes 1 to 4.");
    }

    @Test
    void times_are_readable() {
        assertThat(StatusCommand.readable(Duration.ofSeconds(7))).isEqualTo("7 s");
        assertThat(StatusCommand.readable(Duration.ofSeconds(127))).isEqualTo("2 m 07 s");
        assertThat(StatusCommand.readable(Duration.ofMinutes(125))).isEqualTo("2 h 05 m");
    }

    private int run(String... args) {
        return Orderflow.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
