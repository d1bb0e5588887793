package dev.orderflow.console.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a program tells Prometheus. */
record Metrics(List<Series> all) {

    static final Metrics NONE = new Metrics(List.of());

    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)(?: \\d+)?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    record Series(String name, Map<String, String> labels, double value) {

        String label(String label) {
            return labels.getOrDefault(label, "");
        }
    }

    static Metrics parse(String text) {
        var all = new ArrayList<Series>();
        text.lines()
                .map(LINE::matcher)
                .filter(it -> it.matches())
                .forEach(
                        it ->
                                all.add(
                                        new Series(
                                                it.group(1),
                                                labels(it.group(2)),
                                                number(it.group(3)))));
        return new Metrics(all);
    }

    Stream<Series> of(String name) {
        return all.stream().filter(it -> it.name().equals(name));
    }

    /** Over all labels; 0 where there is none. */
    double sum(String name) {
        return of(name).mapToDouble(Series::value).filter(Double::isFinite).sum();
    }

    double max(String name) {
        return of(name).mapToDouble(Series::value).filter(Double::isFinite).max().orElse(0);
    }

    private static Map<String, String> labels(@Nullable String text) {
        var labels = new HashMap<String, String>();
        if (text != null) {
            LABEL.matcher(text).results().forEach(it -> labels.put(it.group(1), it.group(2)));
        }
        return labels;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException infinite) {
            return Double.NaN; // +Inf and -Inf are written otherwise in Java, and of no use here
        }
    }
}
