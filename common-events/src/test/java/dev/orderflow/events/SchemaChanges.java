package dev.orderflow.events;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What is different between a schema that was published and the same one today, and breaks
 * somebody: readers of today who meet an old event, or readers of yesterday who meet a new one.
 * Whoever may not need a field can be told of one more; apart from that only words may change.
 */
final class SchemaChanges {

    private static final Set<String> WORDS =
            Set.of("title", "description", "examples", "$comment", "deprecated");

    private final List<String> breaking = new ArrayList<>();

    private SchemaChanges() {}

    /** Each in a few words, with the path of its field; empty where all can live with them. */
    static List<String> thatBreak(JsonNode published, JsonNode now) {
        var changes = new SchemaChanges();
        changes.compare("", published, now);
        return changes.breaking;
    }

    private void compare(String path, JsonNode published, JsonNode now) {
        var keywords = new LinkedHashSet<>(published.propertyNames());
        keywords.addAll(now.propertyNames());
        keywords.removeAll(WORDS);
        for (var keyword : keywords) {
            var before = published.path(keyword);
            var after = now.path(keyword);
            switch (keyword) {
                case "properties" -> compareFields(path, before, after);
                case "required" -> compareRequired(path, published, now);
                case "items" -> compare(path + "[]", before, after);
                default -> compareValues(path, keyword, before, after);
            }
        }
    }

    private void compareFields(String path, JsonNode before, JsonNode after) {
        for (var field : before.propertyNames()) {
            var fieldPath = in(path, field);
            if (after.has(field)) {
                compare(fieldPath, before.get(field), after.get(field));
            } else {
                breaking.add("`%s` is gone".formatted(fieldPath));
            }
        }
    }

    private void compareRequired(String path, JsonNode published, JsonNode now) {
        var before = names(published.path("required"));
        var after = names(now.path("required"));
        for (var field : after) {
            if (!before.contains(field)) {
                breaking.add(
                        published.path("properties").has(field)
                                ? "`%s` was optional and is required".formatted(in(path, field))
                                : "`%s` is new and required".formatted(in(path, field)));
            }
        }
        for (var field : before) {
            if (!after.contains(field) && now.path("properties").has(field)) {
                breaking.add("`%s` was required and is optional".formatted(in(path, field)));
            }
        }
    }

    private void compareValues(String path, String keyword, JsonNode before, JsonNode after) {
        if (!before.equals(after)) {
            breaking.add(
                    "%s of `%s` was %s and is %s"
                            .formatted(
                                    keyword,
                                    path.isEmpty() ? "the event" : path,
                                    said(before),
                                    said(after)));
        }
    }

    private static String in(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static String said(JsonNode value) {
        return value.isMissingNode() ? "not set" : value.toString();
    }

    private static Set<String> names(JsonNode list) {
        return list.valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
