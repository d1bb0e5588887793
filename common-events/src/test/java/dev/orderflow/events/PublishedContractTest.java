package dev.orderflow.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The gate: what was published is kept, and what breaks it does not get through. The first test is
 * the gate itself, the others are incompatible changes that it is fed.
 */
class PublishedContractTest {

    private static final Path TEST_FILES = Path.of("src", "test", "resources");
    private static final Path PUBLISHED = TEST_FILES.resolve("published");
    private static final Path GOLDEN = TEST_FILES.resolve("golden");
    private static final Path SCHEMAS = Path.of("src", "main", "resources", "schemas");

    @TempDir Path copy;

    @BeforeEach
    void copyOfAll() throws IOException {
        for (var folder :
                Map.of("published", PUBLISHED, "schemas", SCHEMAS, "golden", GOLDEN).entrySet()) {
            var target = Files.createDirectory(copy.resolve(folder.getKey()));
            try (var files = Files.list(folder.getValue())) {
                for (var file : files.toList()) {
                    Files.copy(file, target.resolve(file.getFileName()));
                }
            }
        }
        // What is broken for real is for the first test to say, not for these.
        try (var files = Files.list(PUBLISHED)) {
            for (var file : files.filter(it -> it.toString().endsWith(".schema.json")).toList()) {
                Files.copy(
                        file,
                        copy.resolve("schemas").resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void what_was_published_is_kept_and_what_is_new_is_written_down() {
        var contract = new PublishedContract(PUBLISHED, SCHEMAS, GOLDEN, Contract.types().toList());

        assertThat(contract.broken()).isEmpty();
        if (Contract.isToBeWritten()) {
            contract.record();
        }
        assertThat(contract.unrecorded())
                .as("New in the contract. " + Contract.HOW_TO_WRITE)
                .isEmpty();
    }

    @Test
    void a_removed_field_is_not_let_through() {
        change(
                "order-created.v1",
                schema -> {
                    fields(schema).remove("total");
                    drop(required(schema), "total");
                });

        assertThat(contract().broken())
                .anySatisfy(
                        it ->
                                assertThat(it)
                                        .startsWith(
                                                "order-created.v1 is published, and this would break")
                                        .contains(
                                                "`total` is gone.",
                                                "publish the next version",
                                                "How to change an event"));
    }

    @Test
    void a_changed_type_is_not_let_through() {
        change("stock-restored.v1", schema -> quantity(schema).put("type", "string"));

        assertThat(contract().broken())
                .anySatisfy(
                        it ->
                                assertThat(it)
                                        .contains(
                                                "type of `items[].quantity` was \"integer\" and is \"string\"",
                                                "publish the next version"));
    }

    @Test
    void a_new_required_field_is_not_let_through() {
        change(
                "order-completed.v1",
                schema -> {
                    fields(schema).putObject("country").put("type", "string");
                    required(schema).add("country");
                });

        assertThat(contract().broken())
                .anySatisfy(
                        it ->
                                assertThat(it)
                                        .contains(
                                                "`country` is new and required",
                                                "publish the next version"));
    }

    @Test
    void nor_is_anything_else_that_somebody_may_rely_on() {
        change("payment-requested.v1", schema -> required(schema).add("cardToken"));
        change("payment-completed.v1", schema -> drop(required(schema), "amount"));
        change("payment-failed.v1", schema -> field(schema, "code").put("maxLength", 10));
        change("stock-restored.v1", schema -> quantity(schema).remove("maximum"));
        change("order-created.v1", schema -> schema.put("additionalProperties", false));
        change("stock-reserved.v1", schema -> field(schema, "version").put("const", 2));

        assertThat(String.join("\n", contract().broken()))
                .contains(
                        "`cardToken` was optional and is required",
                        "`amount` was required and is optional",
                        "maxLength of `code` was 255 and is 10",
                        "maximum of `items[].quantity` was 2147483647 and is not set",
                        "additionalProperties of `the event` was true and is false",
                        "const of `version` was 1 and is 2");
    }

    @Test
    void what_is_gone_as_a_whole_is_missed() throws IOException {
        Files.delete(copy.resolve("schemas").resolve("order-created.v1.schema.json"));
        var without =
                contract(
                        Contract.types()
                                .filter(it -> !it.getSimpleName().equals("StockReserved"))
                                .toList());

        assertThat(without.broken())
                .hasSize(2)
                .anySatisfy(it -> assertThat(it).contains("order-created.v1", "its schema is gone"))
                .anySatisfy(
                        it -> assertThat(it).contains("stock-reserved.v1", "no record reads it"));
    }

    @Test
    void a_new_optional_field_is_let_through_and_written_down() {
        change(
                "order-completed.v1",
                schema -> {
                    fields(schema).putObject("country").putArray("type").add("string").add("null");
                    schema.put("description", "In other words.");
                });
        change("golden", "order-completed.v1.json", sample -> sample.put("country", "KR"));

        assertThat(contract().broken()).isEmpty();
        assertThat(contract().unrecorded()).hasSize(2);
        contract().record();

        assertThat(contract().unrecorded()).isEmpty();
        assertThat(copy.resolve("published"))
                .isDirectoryContaining("glob:**/order-completed.v1.1.json");
        assertThat(copy.resolve("published"))
                .isDirectoryContaining("glob:**/order-completed.v1.2.json");
    }

    @Test
    void what_is_broken_is_not_written_down() {
        change("order-created.v1", schema -> fields(schema).remove("total"));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(contract()::record)
                .withMessageContaining("`total` is gone");
    }

    @Test
    void an_old_version_is_read_by_an_upcaster_or_not_at_all() throws IOException {
        var metadata =
                """
                "eventId":"018f6b1e-7c1a-7000-8000-000000000001","eventType":"parcel-weighed","version":1,"aggregateId":"1",
                "timestamp":"2026-11-21T10:15:30Z","correlationId":"018f6b1e-7c1a-7000-8000-000000000001",""";
        Files.writeString(
                copy.resolve("published").resolve("parcel-weighed.v1.1.json"),
                "{%s\"pounds\":2}".formatted(metadata));

        assertThat(contract(List.of(Weighed.class)).broken())
                .noneMatch(it -> it.contains("parcel-weighed"));
        assertThat(contract(List.of(WeighedWithoutUpcaster.class)).broken())
                .anySatisfy(
                        it ->
                                assertThat(it)
                                        .contains(
                                                "parcel-weighed.v1.1.json was published, and cannot be read any more",
                                                "Version 1 of parcel-weighed is not known here",
                                                "Give the @EventType of WeighedWithoutUpcaster an upcaster"));
    }

    @EventType(value = "parcel-weighed", version = 2, upcasters = PoundsToGrams.class)
    record Weighed(String aggregateId, int grams) implements Event {}

    @EventType(value = "parcel-weighed", version = 2)
    record WeighedWithoutUpcaster(String aggregateId, int grams) implements Event {}

    private static final class PoundsToGrams implements Upcaster {

        @Override
        public Map<String, Object> upcast(Map<String, Object> older) {
            older.put("grams", (int) older.remove("pounds") * 454);
            return older;
        }
    }

    private PublishedContract contract() {
        return contract(Contract.types().toList());
    }

    private PublishedContract contract(Collection<Class<? extends Event>> types) {
        return new PublishedContract(
                copy.resolve("published"),
                copy.resolve("schemas"),
                copy.resolve("golden"),
                new ArrayList<>(types));
    }

    private void change(String version, Consumer<ObjectNode> change) {
        change("schemas", version + ".schema.json", change);
    }

    private void change(String folder, String name, Consumer<ObjectNode> change) {
        var file = copy.resolve(folder).resolve(name);
        var json = (ObjectNode) JsonMapper.shared().readTree(file);
        change.accept(json);
        JsonMapper.shared().writeValue(file, json);
    }

    private static ObjectNode fields(ObjectNode schema) {
        return (ObjectNode) schema.get("properties");
    }

    private static ObjectNode field(ObjectNode schema, String name) {
        return (ObjectNode) fields(schema).get(name);
    }

    private static ObjectNode quantity(ObjectNode schema) {
        return (ObjectNode) schema.at("/properties/items/items/properties/quantity");
    }

    private static ArrayNode required(ObjectNode schema) {
        return (ArrayNode) schema.get("required");
    }

    private static void drop(ArrayNode names, String name) {
        names.removeIf(it -> it.asString().equals(name));
    }
}
