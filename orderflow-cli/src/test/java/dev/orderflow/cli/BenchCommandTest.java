package dev.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as far as nothing has to run. */
class BenchCommandTest {

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
                    --url order=http://localhost:80 | Another system needs --url order=..., --url inventory=..., --url payment=... and --bootstrap-server.
                    --compare record --url order=http://localhost:80 | Either --compare or --url, not both.
                    --seed-orders 1 --compare record | --seed-orders fills the stack on this machine: no --url and no --compare with it.
                    --orders 1                      | Orderflow is not running; ./orderflow up starts it.
                    """)
    void what_cannot_be_done_is_a_sentence(String arguments, String sentence) {
        var err = new StringWriter();
        var exitCode =
                Orderflow.commandLine()
                        .setErr(new PrintWriter(err, true))
                        .execute(("bench --home=" + home + " " + arguments).split(" "));

        assertThat(err.toString()).isEqualToNormalizingNewlines("orderflow: " + sentence + "\n");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void an_address_that_is_none_is_named() {
        var err = new StringWriter();
        Orderflow.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute(
                        "bench",
                        "--home=" + home,
                        "--bootstrap-server=localhost:9092",
                        "--url=order=ftp://localhost",
                        "--url=inventory=http://localhost:1",
                        "--url=payment=http://localhost:1");

        assertThat(err.toString())
                .contains("--url order=ftp://localhost is not of the form http://host:port.");
    }
}
