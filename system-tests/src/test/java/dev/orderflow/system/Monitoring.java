package dev.orderflow.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of {@code monitoring/}, as far as tests look into them. */
record Monitoring(Path folder) {

    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), *(\\w+)\\)");

    /** Something that is asked of Prometheus, and where. */
    record Question(String where, String expression, String legend) {}

    /**
     * @param record the name of what a recording rule computes
     * @param alert the name of an alert
     */
    record Rule(
            @Nullable String record,
            @Nullable String alert,
            String expression,
            String severity,
            Map<String, String> annotations) {}

    static Monitoring ofProject() {
        return new Monitoring(Checkout.FOLDER.resolve("monitoring"));
    }

    Path prometheus() {
        return folder.resolve("prometheus");
    }

    /** All that dashboards and rules ask. */
    List<Question> questions() {
        var questions = new ArrayList<Question>();
        rules().forEach(
                        rule ->
                                questions.add(
                                        new Question(
                                                rule.alert() == null
                                                        ? "rule " + rule.record()
                                                        : "alert " + rule.alert(),
                                                rule.expression(),
                                                "")));
        for (var dashboard : dashboards()) {
            var title = dashboard.get("title").asString();
            for (var variable : dashboard.at("/templating/list")) {
                valuesOf(title, variable).ifPresent(questions::add);
            }
            for (var panel : panels(dashboard)) {
                for (var target : panel.path("targets")) {
                    questions.add(
                            new Question(
                                    title + " / " + panel.get("title").asString(),
                                    target.get("expr").asString(),
                                    target.path("legendFormat").asString("")));
                }
            }
        }
        return questions;
    }

    private static Optional<Question> valuesOf(String dashboard, JsonNode variable) {
        var query = LABEL_VALUES.matcher(variable.path("query").asString(""));
        return query.matches()
                ? Optional.of(
                        new Question(
                                dashboard + " / $" + variable.get("name").asString(),
                                "count by (%s) (%s)".formatted(query.group(2), query.group(1)),
                                ""))
                : Optional.empty();
    }

    List<JsonNode> dashboards() {
        try (var files = Files.list(folder.resolve("grafana/dashboards"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> JsonMapper.shared().readTree(file.toFile()))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<JsonNode> panels(JsonNode dashboard) {
        return StreamSupport.stream(dashboard.get("panels").spliterator(), false).toList();
    }

    List<Rule> rules() {
        return maps(yaml(prometheus().resolve("alerts.yml")), "groups")
                .flatMap(group -> maps(group, "rules"))
                .map(
                        rule ->
                                new Rule(
                                        (String) rule.get("record"),
                                        (String) rule.get("alert"),
                                        (String) rule.get("expr"),
                                        strings(rule.get("labels")).getOrDefault("severity", ""),
                                        strings(rule.get("annotations"))))
                .toList();
    }

    List<Rule> alerts() {
        return rules().stream().filter(rule -> rule.alert() != null).toList();
    }

    /** What each recording rule computes, by its name. */
    Map<String, PromQl> recorded() {
        return rules().stream()
                .filter(rule -> rule.record() != null)
                .collect(Collectors.toMap(Rule::record, rule -> PromQl.of(rule.expression())));
    }

    private static Map<?, ?> yaml(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Map<?, ?>> maps(Map<?, ?> parent, String name) {
        return ((List<?>) parent.get(name)).stream().map(it -> (Map<?, ?>) it);
    }

    private static Map<String, String> strings(@Nullable Object map) {
        return map == null
                ? Map.of()
                : ((Map<?, ?>) map)
                        .entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                entry -> (String) entry.getKey(),
                                                entry -> ((String) entry.getValue()).strip()));
    }
}
