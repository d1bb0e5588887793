package dev.orderflow.system;

import dev.orderflow.system.PromQl.Selector;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What Prometheus gets from services at one moment: for each metric the labels of its series. */
final class Scrape {

    private static final Pattern SERIES = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Prometheus adds these to each series. */
    private static final Set<String> OF_THE_TARGET = Set.of("job", "instance");

    private final Map<String, List<Map<String, String>>> series = new HashMap<>();

    static Scrape of(Iterable<URI> services) throws IOException, InterruptedException {
        var scrape = new Scrape();
        try (var http = HttpClient.newHttpClient()) {
            for (var service : services) {
                var request =
                        HttpRequest.newBuilder(service.resolve("/actuator/prometheus"))
                                .header("X-USER-ID", "prometheus")
                                .header("X-USER-ROLES", "MONITORING")
                                .build();
                scrape.read(http.send(request, BodyHandlers.ofString()).body());
            }
        }
        return scrape;
    }

    void read(String text) {
        text.lines()
                .map(SERIES::matcher)
                .filter(it -> it.matches())
                .forEach(
                        line ->
                                series.computeIfAbsent(line.group(1), _ -> new ArrayList<>())
                                        .add(labels(line.group(2))));
    }

    private static Map<String, String> labels(String text) {
        var labels = new HashMap<String, String>();
        if (text != null) {
            LABEL.matcher(text).results().forEach(it -> labels.put(it.group(1), it.group(2)));
        }
        return labels;
    }

    /** What the expression asks for and is not there; empty when all is. */
    List<String> missing(PromQl asked, Map<String, PromQl> recorded) {
        var missing = new ArrayList<String>();
        var known = new LinkedHashSet<>(OF_THE_TARGET);
        for (var selector : asked.selectors()) {
            if (recorded.containsKey(selector.metric())) {
                known.addAll(recorded.get(selector.metric()).labels());
            } else if (!selector.metric().equals("up")) {
                var matching = matching(selector);
                if (matching.isEmpty()) {
                    missing.add(selector.toString());
                }
                matching.forEach(labels -> known.addAll(labels.keySet()));
            }
        }
        asked.labels().stream()
                .filter(label -> !known.contains(label))
                .map(label -> "the label " + label)
                .forEach(missing::add);
        return missing;
    }

    private List<Map<String, String>> matching(Selector selector) {
        return series.getOrDefault(selector.metric(), List.of()).stream()
                .filter(labels -> hasAll(labels, selector.labels()))
                .toList();
    }

    private static boolean hasAll(Map<String, String> labels, Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .filter(entry -> !OF_THE_TARGET.contains(entry.getKey()))
                .allMatch(
                        entry ->
                                entry.getValue().isEmpty()
                                        ? labels.containsKey(entry.getKey())
                                        : entry.getValue().equals(labels.get(entry.getKey())));
    }
}
