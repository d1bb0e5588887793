package dev.orderflow.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.cli.chaos.Result.Written;
import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.cli.verify.Breach;
import dev.orderflow.cli.verify.Invariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReliabilityPageTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @TempDir Path folder;

    @Test
    void rows_take_the_place_of_older_ones_of_the_same_fault_and_seed_and_of_no_other()
            throws IOException {
        var page =
                page(
                        "before",
                        ReliabilityPage.ROUNDS.begin(),
                        ReliabilityPage.ROUNDS.end(),
                        "behind");

        take(page, result("poison", 1, List.of()), result("kill-order", 1, List.of()));
        take(
                page,
                result("poison", -7, List.of()),
                result("poison", 1, List.of(new Breach(Invariant.I8, "what", "where"))));

        assertThat(Files.readAllLines(page))
                .startsWith("before", ReliabilityPage.ROUNDS.begin())
                .endsWith(
                        "| kill-order | 1 | 100 | 12 | 1500 | 1200 | 300 | 0 | 0 | none | 4.2 s | 2026-11-21 |",
                        "| poison | -7 | 100 | 12 | 1500 | 1200 | 300 | 0 | 0 | none | 4.2 s | 2026-11-21 |",
                        "| poison | 1 | 100 | 12 | 1500 | 1200 | 300 | 0 | 0 | I8 | 4.2 s | 2026-11-21 |",
                        ReliabilityPage.ROUNDS.end(),
                        "behind");
    }

    @Test
    void a_page_without_a_place_for_them_is_left_alone() throws IOException {
        var page = page("only text");

        assertThatThrownBy(() -> take(page, result("poison", 1, List.of())))
                .isInstanceOf(StackProblem.class)
                .hasMessageContaining("has no place for the table");
        assertThat(Files.readAllLines(page)).containsExactly("only text");
    }

    @Test
    void rows_of_messages_are_in_a_table_of_their_own() throws IOException {
        var page =
                page(
                        ReliabilityPage.ROUNDS.begin(),
                        ReliabilityPage.ROUNDS.end(),
                        ReliabilityPage.MESSAGES.begin(),
                        ReliabilityPage.MESSAGES.end());

        take(
                page,
                result("kill-order", 1, Written.NOTHING, List.of()),
                result("kill-message", 1, new Written(50, 49.6, 700, 3, 420, 210), List.of()));

        assertThat(Files.readAllLines(page))
                .filteredOn(it -> it.startsWith("| kill-"))
                .containsExactly(
                        "| kill-order | 1 | 100 | 12 | 1500 | 1200 | 300 | 0 | 0 | none | 4.2 s | 2026-11-21 |",
                        "| kill-message | 1 | 100 | 12 | 1500 | 1200 | 300 | 0 | 0 | none | 4.2 s | 2026-11-21 |",
                        "| kill-message | 1 | 50 | 50 | 12 | 700 | 3 | 420 | 210 | 0 | 0 | none | 4.2 s | 2026-11-21 |");
        assertThat(Files.readAllLines(page)).endsWith(ReliabilityPage.MESSAGES.end());
    }

    private Path page(String... lines) throws IOException {
        return Files.write(folder.resolve("reliability.md"), List.of(lines));
    }

    private static void take(Path page, Result... results) {
        List.of(results).forEach(it -> new ReliabilityPage(page).take(it, TODAY));
    }

    private static Result result(String fault, long seed, List<Breach> breaches) {
        return result(fault, seed, Written.NOTHING, breaches);
    }

    private static Result result(String fault, long seed, Written written, List<Breach> breaches) {
        return new Result(
                fault,
                seed,
                100,
                12,
                1500,
                1200,
                300,
                written,
                0,
                0,
                10,
                breaches,
                OptionalDouble.of(4.2),
                List.of());
    }
}
