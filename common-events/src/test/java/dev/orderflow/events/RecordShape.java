package dev.orderflow.events;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a record is in JSON, compared with what a schema says: names, types, and what may be absent.
 */
final class RecordShape {

    private static final Map<Class<?>, String> TYPES =
            Map.of(
                    UUID.class, "\"string\"",
                    String.class, "\"string\"",
                    BigDecimal.class, "\"string\"",
                    int.class, "\"integer\"",
                    long.class, "\"integer\"",
                    boolean.class, "\"boolean\"");

    private final List<String> differences = new ArrayList<>();

    private RecordShape() {}

    /** Each in a few words; empty where the schema says what the record is. */
    static List<String> differences(Class<?> type, JsonNode schema) {
        var shape = new RecordShape();
        shape.compareFields("", type, schema);
        return shape.differences;
    }

    private void compareFields(String path, Class<?> type, JsonNode schema) {
        var required = new LinkedHashSet<String>();
        var names = new LinkedHashSet<String>();
        for (var field : type.getRecordComponents()) {
            names.add(field.getName());
            if (field.getType() != Optional.class) {
                required.add(field.getName());
            }
            compare(
                    path + field.getName(),
                    field.getGenericType(),
                    schema.path("properties").path(field.getName()));
        }
        var ofTheSchema = new LinkedHashSet<>(schema.path("properties").propertyNames());
        var requiredBySchema =
                schema.path("required")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        if (path.isEmpty()) {
            var metadata = metadata();
            ofTheSchema.removeAll(metadata);
            requiredBySchema.removeAll(metadata);
        }
        expect(path + "properties", names, ofTheSchema);
        expect(path + "required", required, requiredBySchema);
    }

    private void compare(String path, Type type, JsonNode schema) {
        if (type instanceof ParameterizedType generic) {
            var of = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                expect(
                        path,
                        "[%s,\"null\"]".formatted(TYPES.get(of)),
                        schema.path("type").toString());
            } else {
                expect(path, "\"array\"", schema.path("type").toString());
                compareFields(path + "[].", (Class<?>) of, schema.path("items"));
            }
            return;
        }
        expect(path, TYPES.get(type), schema.path("type").toString());
        if (type == UUID.class) {
            expect(path, "uuid", schema.path("format").asString(""));
        }
        if (type == int.class) {
            expect(path, Integer.MAX_VALUE, schema.path("maximum").asInt(0));
        }
    }

    private void expect(String path, Object inRecord, Object inSchema) {
        if (!inRecord.equals(inSchema)) {
            differences.add("%s: %s, but in the schema %s".formatted(path, inRecord, inSchema));
        }
    }

    private static Set<String> metadata() {
        return Arrays.stream(EventMetadata.class.getRecordComponents())
                .map(it -> it.getName())
                .collect(Collectors.toSet());
    }
}
