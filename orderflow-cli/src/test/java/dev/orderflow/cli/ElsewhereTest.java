package dev.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.cli.dlq.FakeDeadLetters;
import dev.orderflow.embedded.FreePorts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} and {@code dlq} of a system that is not the local stack, of which none runs. */
class ElsewhereTest {

    @TempDir Path home;
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    @Test
    void half_of_a_system_is_not_looked_at() {
        assertThat(run("verify", "--bootstrap-server", "localhost:9092")).isEqualTo(1);
        assertThat(run("verify", "--database-url", "jdbc:mysql://localhost:3306/")).isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(it -> it.contains("--database-url belong together: name both"));
    }

    @Test
    void settings_of_a_client_are_not_left_out_because_the_local_stack_needs_none() {
        assertThat(run("verify", "--command-config", "admin.properties")).isEqualTo(1);
        assertThat(err.toString()).contains("name both");
    }

    @Test
    void the_password_comes_from_the_environment_only() {
        assertThat(
                        run(
                                "verify",
                                "--bootstrap-server",
                                "localhost:9092",
                                "--database-url",
                                "jdbc:mysql://localhost:3306/"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("ORDERFLOW_DATABASE_PASSWORD");
        assertThat(run("verify", "--database-password", "x")).isEqualTo(2);
    }

    @Test
    @Timeout(60)
    void only_the_services_that_are_named_are_asked() throws Exception {
        try (var inventory = new FakeDeadLetters()) {
            inventory.on(
                    "GET ?state=open&limit=50", 200, "{\"deadLetters\":[],\"nextCursor\":null}");
            var url = "inventory=http://localhost:" + inventory.port();

            assertThat(run("dlq", "list", "--service-url", url)).isZero();
            assertThat(out.toString()).contains("No dead letters.");

            assertThat(run("dlq", "show", "payment/1", "--service-url", url)).isEqualTo(1);
            assertThat(err.toString()).contains("Nobody said where payment-service is");
        }
    }

    @Test
    void an_address_that_is_none_is_refused() {
        assertThat(run("dlq", "list", "--service-url", "order=localhost:8080")).isEqualTo(2);
        assertThat(err.toString()).contains("'localhost:8080' is no address");
    }

    @Test
    @Timeout(60)
    void where_nobody_answers_the_address_is_told() {
        var port = FreePorts.next();
        assertThat(run("dlq", "groups", "--service-url", "order=http://localhost:" + port))
                .isEqualTo(1);
        assertThat(err.toString()).contains("order-service");
    }

    private int run(String... args) {
        var all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--home";
        all[args.length + 1] = home.toString();
        return Orderflow.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
