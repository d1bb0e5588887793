package dev.orderflow.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.UnreadableEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ContractTest {

    final EventCodec codec = new EventCodec();
    final JsonMapper json = JsonMapper.shared();
    final SchemaRegistry schemas =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Stream<Class<? extends Event>> types() {
        return Contract.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void what_is_written_is_the_golden_file(Class<? extends Event> type) {
        var golden = Contract.golden(type);
        var envelope = codec.read(golden.getBytes(UTF_8));
        var event = codec.event(envelope, type);

        assertThat(json.readTree(codec.encode(envelope.metadata(), event)))
                .isEqualTo(json.readTree(golden));
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_golden_file_is_valid_by_its_schema(Class<? extends Event> type) {
        assertThat(schema(type).validate(Contract.golden(type), InputFormat.JSON)).isEmpty();
    }

    /** Schema and record agree: what the one calls required, the other cannot do without. */
    @ParameterizedTest
    @MethodSource("types")
    void without_a_required_field_neither_schema_nor_record_takes_it(Class<? extends Event> type) {
        for (var field : required(type)) {
            for (var broken : List.of(without(type, field), withNull(type, field))) {
                assertThat(schema(type).validate(broken, InputFormat.JSON)).as(broken).isNotEmpty();
                assertThatExceptionOfType(UnreadableEventException.class)
                        .as(broken)
                        .isThrownBy(() -> codec.event(codec.read(broken.getBytes(UTF_8)), type));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_field_of_a_newer_producer_is_ignored(Class<? extends Event> type) {
        var golden = Contract.golden(type);
        var newer = (ObjectNode) json.readTree(golden);
        newer.put("addedLater", "x");

        assertThat(schema(type).validate(newer.toString(), InputFormat.JSON)).isEmpty();
        assertThat(read(newer.toString(), type)).isEqualTo(read(golden, type));
    }

    @ParameterizedTest
    @MethodSource("types")
    void another_version_is_refused(Class<? extends Event> type) {
        var newer = (ObjectNode) json.readTree(Contract.golden(type));
        var unknown = type.getAnnotation(EventType.class).version() + 1;
        newer.put("version", unknown);

        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> read(newer.toString(), type))
                .withMessageContaining("Version " + unknown);
    }

    private Event read(String value, Class<? extends Event> type) {
        return codec.event(codec.read(value.getBytes(UTF_8)), type);
    }

    private List<String> required(Class<? extends Event> type) {
        var names = new ArrayList<String>();
        json.readTree(Contract.schema(type))
                .get("required")
                .forEach(name -> names.add(name.asString()));
        return names;
    }

    private String without(Class<? extends Event> type, String field) {
        return ((ObjectNode) json.readTree(Contract.golden(type))).without(field).toString();
    }

    private String withNull(Class<? extends Event> type, String field) {
        return ((ObjectNode) json.readTree(Contract.golden(type))).putNull(field).toString();
    }

    private Schema schema(Class<? extends Event> type) {
        return schemas.getSchema(Contract.schema(type));
    }
}
