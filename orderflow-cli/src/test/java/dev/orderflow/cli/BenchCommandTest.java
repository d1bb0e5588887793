package dev.orderflow.cli;

import static java.net.InetAddress.getLoopbackAddress;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as far as nothing has to run. */
class BenchCommandTest {

    /** All but order-service. */
    static final String ELSEWHERE =
            "--bootstrap-server localhost:1 --service-url inventory=http://localhost:1 --service-url payment=http://localhost:1";

    @TempDir Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --orders 0                      | --orders takes 1 to 1000000.
                    --warm-up -1                    | --warm-up takes 0 to 1000000.
                    --products 0                    | --products takes 1 to 10000.
                    --users 0                       | --users takes 1 to 10000.
                    --connections 0                 | --connections takes 1 to 1000.
                    --open 0                        | --open takes 1 to 100000.
                    --poison 101                    | --poison takes 0 to 100.
                    --rate -1                       | --rate takes 0.1 to 100000 orders a second.
                    --rate 5 --one-at-a-time        | Either --one-at-a-time or --rate, not both.
                    --compare batch                 | --compare takes record or instances: batch is what they are compared with.
                    --compare record --rounds 0     | --rounds takes 1 to 100.
                    --compare record --record-orders 0 | --record-orders takes 1 to 1000000.
                    --compare instances --record-orders 5 | --record-orders belongs to --compare record.
                    --seed-orders -1                | --seed-orders takes 0 to 1000000.
                    --url order=http://localhost:80 | Another system needs --service-url of order, inventory and payment, and --bootstrap-server.
                    --database-url jdbc:mysql://localhost:3306/ | Another system needs --service-url of order, inventory and payment, and --bootstrap-server.
                    --compare record --url order=http://localhost:80 | --compare starts stacks on this machine: no other system with it.
                    --compare record --bootstrap-server localhost:9092 | --compare starts stacks on this machine: no other system with it.
                    --seed-orders 1 --compare record | --seed-orders fills the stack on this machine: no other system and no --compare with it.
                    --seed-orders 1 --url order=http://localhost:80 | --seed-orders fills the stack on this machine: no other system and no --compare with it.
                    --service-url order=https://shop.example ELSEWHERE | Orders are placed by HTTP without TLS: https://shop.example has to be an address behind what ends TLS.
                    --service-url order=http://localhost:1 ELSEWHERE --database-url jdbc:mysql://localhost:3306/ | ORDERFLOW_DATABASE_PASSWORD has no password of the database's user.
                    --orders 1                      | Orderflow is not running; ./orderflow up starts it.
                    """)
    void what_cannot_be_done_is_a_sentence(String arguments, String sentence) {
        var err = new StringWriter();
        var exitCode =
                Orderflow.commandLine()
                        .setErr(new PrintWriter(err, true))
                        .execute(
                                // From nowhere, so that nothing is started if it is not refused.
                                ("bench --home=%s --project=%s ".formatted(home, home) + arguments)
                                        .replace("ELSEWHERE", ELSEWHERE)
                                        .split(" "));

        assertThat(err.toString()).isEqualToNormalizingNewlines("orderflow: " + sentence + "\n");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void a_system_that_wants_to_know_who_is_calling_says_so_in_the_sentence() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        var body = "{\"title\":\"Unknown caller\"}".getBytes(UTF_8);
                        exchange.sendResponseHeaders(401, body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        var err = new StringWriter();

        Orderflow.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(
                        "bench",
                        "--home=" + home,
                        "--bootstrap-server=localhost:1",
                        "--service-url=order=" + url,
                        "--service-url=inventory=" + url,
                        "--service-url=payment=" + url);

        server.stop(0);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "orderflow: A service refuses a call: Expected status 201, got 401: {\"title\":\"Unknown caller\"}.\n");
    }
}
