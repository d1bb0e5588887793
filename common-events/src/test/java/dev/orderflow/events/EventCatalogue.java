package dev.orderflow.events;

import static java.util.stream.Collectors.joining;

import dev.orderflow.events.contract.inventory.InventoryEvent;
import dev.orderflow.events.contract.order.OrderEvent;
import dev.orderflow.events.contract.payment.PaymentEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables of {@code docs/events.md}: what records, schemas, golden files and the list of topics
 * together say of each event.
 */
final class EventCatalogue {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Map<String, Class<? extends Event>> PUBLISHERS = publishers();

    private final List<String> topicsFile;

    /**
     * @param topicsFile the lines of {@code kafka-scripts/topics.txt}; its dead-letter topics tell
     *     who consumes what, as no consumer starts without them
     */
    EventCatalogue(List<String> topicsFile) {
        this.topicsFile = topicsFile;
    }

    private static Map<String, Class<? extends Event>> publishers() {
        var publishers = new LinkedHashMap<String, Class<? extends Event>>();
        publishers.put("order-service", OrderEvent.class);
        publishers.put("inventory-service", InventoryEvent.class);
        publishers.put("payment-service", PaymentEvent.class);
        return publishers;
    }

    String asMarkdown() {
        return "\n"
                + overview()
                + "\n\n"
                + Contract.types().map(this::section).collect(joining("\n\n"))
                + "\n\n";
    }

    private String overview() {
        var rows = Contract.types().map(this::overviewRow).collect(joining("\n"));
        return """
        | topic and event type | published by | consumed by | says |
        |---|---|---|---|
        """
                + rows;
    }

    private String overviewRow(Class<? extends Event> type) {
        var name = nameOf(type);
        return "| [`%s`](#%s) | %s | %s | %s |"
                .formatted(
                        name,
                        name,
                        publisherOf(type),
                        String.join(", ", consumersOf(name)),
                        schema(type).get("description").asString());
    }

    private String section(Class<? extends Event> type) {
        var name = nameOf(type);
        return """
        ### %s

        %s

        Version %d, record `%s`, from %s to %s. %s

        | field | type | required | is |
        |---|---|---|---|
        %s

        <details><summary>Example</summary>

        ```json
        %s
        ```

        </details>"""
                .formatted(
                        name,
                        schema(type).get("description").asString(),
                        type.getAnnotation(EventType.class).version(),
                        type.getSimpleName(),
                        publisherOf(type),
                        String.join(", ", consumersOf(name)),
                        topicOf(name),
                        String.join("\n", fieldRows(type)),
                        Contract.golden(type).strip());
    }

    private static List<String> fieldRows(Class<? extends Event> type) {
        var rows = new ArrayList<String>();
        var schema = schema(type);
        for (var component : type.getRecordComponents()) {
            addRows(rows, component.getName(), schema, component.getName());
        }
        return rows;
    }

    private static void addRows(List<String> rows, String field, JsonNode of, String shownAs) {
        var property = of.path("properties").path(field);
        var isRequired =
                of.path("required").valueStream().anyMatch(it -> it.asString().equals(field));
        rows.add(
                "| `%s` | %s | %s | %s |"
                        .formatted(
                                shownAs,
                                typeOf(property),
                                isRequired ? "yes" : "no",
                                property.path("description").asString("")));
        var items = property.path("items");
        items.path("properties")
                .propertyNames()
                .forEach(inner -> addRows(rows, inner, items, shownAs + "[]." + inner));
    }

    private static String typeOf(JsonNode property) {
        var parts = new ArrayList<String>();
        parts.add(
                property.path("type").isArray()
                        ? property.get("type")
                                .valueStream()
                                .map(JsonNode::asString)
                                .collect(joining(" or "))
                        : property.path("type").asString("?"));
        if (property.has("format")) {
            parts.add(property.get("format").asString());
        }
        if (property.has("pattern")) {
            parts.add("matching `%s`".formatted(property.get("pattern").asString()));
        }
        addRange(parts, property, "minLength", "maxLength", " characters");
        addRange(parts, property, "minItems", "maxItems", " items");
        addRange(parts, property, "minimum", "maximum", "");
        addList(parts, property, "enum", "");
        addList(parts, property, "examples", "for instance ");
        return String.join(", ", parts);
    }

    private static void addRange(
            List<String> parts, JsonNode property, String min, String max, String unit) {
        if (property.has(min) && property.has(max)) {
            parts.add(property.get(min) + " to " + property.get(max) + unit);
        } else if (property.has(min)) {
            parts.add(property.get(min) + " or more" + unit);
        } else if (property.has(max)) {
            parts.add("at most " + property.get(max) + unit);
        }
    }

    private static void addList(
            List<String> parts, JsonNode property, String name, String introduction) {
        if (property.has(name)) {
            var values = property.get(name).valueStream().map(it -> "`" + it.asString() + "`");
            parts.add(introduction + values.collect(joining(" ")));
        }
    }

    static String nameOf(Class<? extends Event> type) {
        return type.getAnnotation(EventType.class).value();
    }

    static JsonNode schema(Class<? extends Event> type) {
        return JSON.readTree(Contract.schema(type));
    }

    static JsonNode golden(Class<? extends Event> type) {
        return JSON.readTree(Contract.golden(type));
    }

    static String publisherOf(Class<? extends Event> type) {
        return PUBLISHERS.entrySet().stream()
                .filter(family -> family.getValue().isAssignableFrom(type))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    List<String> consumersOf(String eventType) {
        return topicNames()
                .filter(topic -> topic.startsWith(eventType + ".") && topic.endsWith(".dlq"))
                .map(
                        topic ->
                                topic.substring(
                                        eventType.length() + 1, topic.length() - ".dlq".length()))
                .toList();
    }

    private String topicOf(String eventType) {
        return topicsFile.stream()
                .map(line -> line.split("\\s+"))
                .filter(words -> words[0].equals(eventType))
                .map(
                        words ->
                                words[3].equals("compact")
                                        ? "The topic has %s partitions and is compacted: the last event of each key stays."
                                                .formatted(words[1])
                                        : "The topic has %s partitions and keeps events for %d days."
                                                .formatted(
                                                        words[1],
                                                        Long.parseLong(words[2]) / 86_400_000))
                .findFirst()
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "kafka-scripts/topics.txt has no topic " + eventType));
    }

    private Stream<String> topicNames() {
        return topicsFile.stream().map(line -> line.split("\\s+")[0]);
    }
}
