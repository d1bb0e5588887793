package dev.orderflow.events.wire;

import static java.util.stream.Collectors.joining;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.EventType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schemas among the resources; each is read once. */
final class EventSchemas {

    static final String EXAMPLE = "/schemas/order-created.v1.schema.json";

    /** The first few say what is wrong; the rest follows from them often enough. */
    private static final int ERRORS_TOLD = 5;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /** Else no program that validates nothing would get by without the validator's start. */
    private static final class Validator {

        static final SchemaRegistry REGISTRY =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        registry ->
                                registry.schemaRegistryConfig(
                                        SchemaRegistryConfig.builder()
                                                .formatAssertionsEnabled(true)
                                                .pathType(PathType.JSON_POINTER)
                                                .locale(Locale.ENGLISH)
                                                .build()));
    }

    void mustHave(EventType type) {
        var name = name(type.value(), type.version());
        if (schema(name).isEmpty()) {
            throw new IllegalStateException(
                    "app.kafka.validate asks for events to be held to their schema, and there is no %s. Add it, or set app.kafka.validate to none."
                            .formatted(name));
        }
    }

    /** Those there are of the versions that this type's upcasters read. */
    void readOlder(EventType type) {
        for (var version = type.version() - type.upcasters().length;
                version < type.version();
                version++) {
            schema(name(type.value(), version));
        }
    }

    Optional<String> errors(EventMetadata metadata, byte[] value) {
        return errors(metadata, JSON.readTree(value));
    }

    /** What is wrong and where; empty where nothing is, or where there is no schema. */
    Optional<String> errors(EventMetadata metadata, JsonNode event) {
        return schema(name(metadata.eventType(), metadata.version()))
                .map(schema -> schema.validate(event))
                .filter(errors -> !errors.isEmpty())
                .map(
                        errors ->
                                "Not a valid %s, version %d: %s"
                                        .formatted(
                                                metadata.eventType(),
                                                metadata.version(),
                                                said(errors)));
    }

    private static String said(List<Error> errors) {
        return errors.stream()
                .limit(ERRORS_TOLD)
                .map(error -> "%s %s".formatted(error.getInstanceLocation(), error.getMessage()))
                .collect(joining("; "));
    }

    /** What there is not is not remembered: it may be any version that somebody made up. */
    private Optional<Schema> schema(String name) {
        return Optional.ofNullable(schemas.computeIfAbsent(name, EventSchemas::read));
    }

    private static @Nullable Schema read(String name) {
        try (var resource = EventSchemas.class.getResourceAsStream(name)) {
            if (resource == null) {
                return null;
            }
            var schema = Validator.REGISTRY.getSchema(JSON.readTree(resource));
            schema.initializeValidators(); // else a reference to nowhere is found by an event
            return schema;
        } catch (IOException | RuntimeException wrong) {
            throw new IllegalStateException(
                    "%s is no JSON Schema: %s".formatted(name, wrong), wrong);
        }
    }

    private static String name(String eventType, int version) {
        return "/schemas/%s.v%d.schema.json".formatted(eventType, version);
    }
}
