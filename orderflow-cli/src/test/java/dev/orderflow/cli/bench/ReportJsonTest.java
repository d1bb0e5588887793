package dev.orderflow.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.cli.stack.StackProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What programs read has the names that it had. */
class ReportJsonTest {

    @TempDir Path folder;

    @Test
    void everything_is_known_of_the_stack_on_this_machine() throws IOException {
        assertIsGolden("report.json", ReportJson.of(Reports.of(1000), true));
    }

    @Test
    void what_is_not_known_of_another_system_is_left_out() throws IOException {
        assertIsGolden("report-of-another-system.json", ReportJson.of(Reports.ofAnotherSystem()));
    }

    @Test
    void a_comparison_has_the_medians_of_both_modes_and_their_ratio() throws IOException {
        var rounds = new EnumMap<Mode, List<Report>>(Mode.class);
        rounds.put(Mode.BATCH, List.of(Reports.of(900), Reports.of(1100), Reports.of(1000)));
        rounds.put(Mode.RECORD, List.of(Reports.of(125), Reports.of(100), Reports.of(200)));

        assertIsGolden("comparison.json", ReportJson.of(new Comparison(Mode.RECORD, rounds), true));
    }

    @Test
    void a_file_that_cannot_be_written_is_a_sentence() {
        assertThatThrownBy(
                        () ->
                                ReportJson.write(
                                        ReportJson.of(Reports.of(1), true),
                                        folder.resolve("none/report.json")))
                .isInstanceOf(StackProblem.class)
                .hasMessageContaining("cannot be written");
    }

    private void assertIsGolden(String name, ObjectNode json) throws IOException {
        var file = folder.resolve(name);
        ReportJson.write(json, file);
        try (var golden = getClass().getResourceAsStream("/bench/" + name)) {
            assertThat(golden).as("/bench/" + name).isNotNull();
            assertThat(Files.readString(file))
                    .isEqualToNormalizingNewlines(new String(golden.readAllBytes()));
        }
    }
}
