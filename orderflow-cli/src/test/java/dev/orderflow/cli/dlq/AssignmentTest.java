package dev.orderflow.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.cli.stack.StackProblem;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.node.JsonNodeFactory;

class AssignmentTest {

    private static final String VALUE =
            """
            {"total":"25.00","big":0.10000000000000000001,"items":[{"quantity":1}],"note":null}""";

    @Test
    void a_text_stays_a_text_though_it_looks_like_a_number() {
        assertThat(apply("total=30.00")).contains("\"total\":\"30.00\"");
    }

    @Test
    void what_was_no_text_becomes_what_the_new_value_is() {
        assertThat(apply("items.0.quantity=2")).contains("[{\"quantity\":2}]");
        assertThat(apply("note={\"by\":\"me\"}")).contains("\"note\":{\"by\":\"me\"}");
        assertThat(apply("note=2026-03-04")).contains("\"note\":\"2026-03-04\"");
        assertThat(apply("note=")).contains("\"note\":\"\"");
    }

    @Test
    void several_are_set_and_all_else_stays_exactly_as_it_was() {
        assertThat(apply("total=1", "more=true"))
                .isEqualTo(
                        """
                        {"total":"1","big":0.10000000000000000001,"items":[{"quantity":1}],"note":null,"more":true}""");
    }

    @Test
    void a_place_that_does_not_exist_is_named() {
        for (var nowhere : new String[] {"items.7=1", "items.x=1", "no.such=1", "total.x=1"}) {
            assertThatThrownBy(() -> apply(nowhere))
                    .isInstanceOf(StackProblem.class)
                    .hasMessageContaining("has no " + nowhere.replace("=1", ""));
        }
    }

    @Test
    void a_value_without_fields_cannot_be_set() {
        for (var value : new String[] {"not json", "[1]", ""}) {
            assertThatThrownBy(() -> applyTo(value, "a=1"))
                    .isInstanceOf(StackProblem.class)
                    .hasMessageContaining("inventory-service/17 is not a JSON object")
                    .hasMessageContaining("--value");
        }
    }

    @Test
    void an_assignment_has_a_name_and_an_equals_sign() {
        for (var wrong : new String[] {"a", "=1", ""}) {
            assertThatThrownBy(() -> new Assignment.Converter().convert(wrong))
                    .isInstanceOf(TypeConversionException.class);
        }
        assertThat(new Assignment.Converter().convert("a=b=c").value()).isEqualTo("b=c");
    }

    private static String apply(String... assignments) {
        return applyTo(VALUE, assignments);
    }

    private static String applyTo(String value, String... assignments) {
        var json = JsonNodeFactory.instance.objectNode().put("id", 17).put("value", value);
        return Assignment.apply(
                Arrays.stream(assignments).map(new Assignment.Converter()::convert).toList(),
                new Letter(Service.INVENTORY, json));
    }
}
