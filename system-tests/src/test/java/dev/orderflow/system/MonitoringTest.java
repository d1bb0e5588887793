package dev.orderflow.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.orderflow.system.PromQl.Selector;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules and dashboards, as far as they can be checked without a system that runs. */
class MonitoringTest {

    private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{ *(\\w+) *}}");

    final Monitoring monitoring = Monitoring.ofProject();

    @Test
    void each_alert_says_how_bad_it_is_and_has_a_runbook() throws IOException {
        var operations = Files.readString(monitoring.folder().resolve("../docs/operations.md"));

        assertThat(monitoring.alerts()).isNotEmpty();
        for (var alert : monitoring.alerts()) {
            assertThat(alert.severity()).as(alert.alert()).isIn("warning", "critical");
            assertThat(alert.annotations())
                    .as(alert.alert())
                    .containsOnlyKeys("summary", "description", "runbook_url")
                    .containsEntry(
                            "runbook_url",
                            "docs/operations.md#" + alert.alert().toLowerCase(Locale.ROOT));
            assertThat(operations).containsOnlyOnce("\n#### " + alert.alert() + "\n");
        }
    }

    @Test
    void each_alert_is_tested_for_firing_and_for_not_firing() throws Exception {
        var tests = Files.readString(monitoring.prometheus().resolve("alerts-test.yml"));
        for (var alert : monitoring.alerts()) {
            assertThat(tests)
                    .contains("alertname: %s\n".formatted(alert.alert()))
                    .contains("alertname: %s, exp_alerts: []".formatted(alert.alert()));
        }
        assumeThat(isOnPath("promtool")).as("promtool is on the PATH").isTrue();
        var promtool =
                new ProcessBuilder("promtool", "test", "rules", "alerts-test.yml")
                        .directory(monitoring.prometheus().toFile())
                        .redirectErrorStream(true)
                        .start();
        var output = new String(promtool.getInputStream().readAllBytes(), UTF_8);

        assertThat(promtool.waitFor()).as(output).isZero();
    }

    @Test
    void each_panel_explains_itself_and_has_a_place_of_its_own() {
        for (var dashboard : monitoring.dashboards()) {
            var title = dashboard.get("title").asString();
            var ids = new HashSet<Integer>();
            var taken = new HashSet<String>();
            for (var panel : Monitoring.panels(dashboard)) {
                var name = title + " / " + panel.get("title").asString();
                assertThat(ids.add(panel.get("id").asInt())).as(name + ": its id").isTrue();
                cells(panel.get("gridPos"))
                        .forEach(it -> assertThat(taken.add(it)).as(name + ": " + it).isTrue());
                if (!panel.get("type").asString().equals("row")) {
                    assertThat(panel.path("description").asString("")).as(name).isNotBlank();
                    assertThat(panel.at("/fieldConfig/defaults/unit").asString(""))
                            .as(name)
                            .isNotBlank();
                    assertThat(panel.at("/datasource/uid").asString("")).isEqualTo("prometheus");
                }
            }
        }
    }

    private static Stream<String> cells(JsonNode place) {
        var left = place.get("x").asInt();
        var top = place.get("y").asInt();
        return Stream.iterate(left, x -> x < left + place.get("w").asInt(), x -> x + 1)
                .flatMap(
                        x ->
                                Stream.iterate(
                                                top,
                                                y -> y < top + place.get("h").asInt(),
                                                y -> y + 1)
                                        .map(y -> x + "," + y));
    }

    @Test
    void legends_name_labels_that_are_left_by_the_expression() {
        for (var question : monitoring.questions()) {
            var left = PromQl.of(question.expression()).labels();
            LEGEND_LABEL
                    .matcher(question.legend())
                    .results()
                    .forEach(it -> assertThat(left).as(question.where()).contains(it.group(1)));
        }
    }

    @Test
    void names_are_found_in_expressions_and_missed_in_scrapes() {
        var asked =
                PromQl.of(
                        """
                        histogram_quantile(0.95, sum by (le, topic) (rate(a_bucket{service=~"$service", status="x"}[$__rate_interval])))
                        / on (topic) group_left max without (b) (c:d) > 5 or absent(up{job="e"})""");
        assertThat(asked.selectors())
                .containsExactly(
                        new Selector("a_bucket", Map.of("service", "", "status", "x")),
                        new Selector("c:d", Map.of()),
                        new Selector("up", Map.of("job", "e")));
        assertThat(asked.labels()).containsExactly("le", "topic", "b");

        var scrape = new Scrape();
        scrape.read(
                """
                # TYPE a histogram
                a_bucket{service="s",status="y",le="1.0",} 4.0
                lonely 1.0
                """);
        assertThat(scrape.missing(PromQl.of("lonely"), Map.of())).isEmpty();
        assertThat(scrape.missing(PromQl.of("sum by (le) (a_bucket{status=\"y\"})"), Map.of()))
                .isEmpty();
        assertThat(scrape.missing(PromQl.of("a_bucket{status=\"x\"}"), Map.of())).hasSize(1);
        assertThat(scrape.missing(PromQl.of("sum by (topic) (a_bucket)"), Map.of()))
                .containsExactly("the label topic");
    }

    /** By hand, after `demo --break`: docs/operations.md says how. */
    @Test
    @EnabledIfSystemProperty(named = "orderflow.prometheus", matches = ".+")
    void each_expression_returns_data_from_a_real_prometheus() throws Exception {
        var prometheus = URI.create(System.getProperty("orderflow.prometheus"));
        var all = new SoftAssertions();
        try (var http = HttpClient.newHttpClient()) {
            for (var question : monitoring.questions()) {
                var query =
                        question.expression()
                                .replace("$__rate_interval", "5m")
                                .replace("$__range", "1h")
                                .replaceAll("\\$\\w+", ".*")
                                // An alert is silent when all is well; what it compares is there.
                                .replaceAll(" (==|>|<) [0-9.]+", "");
                var answer =
                        http.send(
                                HttpRequest.newBuilder(
                                                prometheus.resolve(
                                                        "/api/v1/query?query="
                                                                + URLEncoder.encode(query, UTF_8)))
                                        .build(),
                                BodyHandlers.ofString());
                var result = JsonMapper.shared().readTree(answer.body()).at("/data/result");
                all.assertThat(result.size())
                        .as("%s: %s: %s", question.where(), query, answer.body())
                        .isPositive();
            }
        }
        all.assertAll();
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
