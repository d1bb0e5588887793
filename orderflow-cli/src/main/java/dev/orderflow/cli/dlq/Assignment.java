package dev.orderflow.cli.dlq;

import dev.orderflow.cli.stack.StackProblem;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A field of a letter's value that is to be another: {@code currency=EUR}, or {@code
 * items.0.quantity=2} for one within.
 */
public record Assignment(List<String> path, String value) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

    /** The letter's value with all these fields set. */
    public static String apply(List<Assignment> assignments, Letter letter) {
        var json = tree(letter);
        assignments.forEach(it -> it.set(json, letter));
        return Json.compact(json);
    }

    private static ObjectNode tree(Letter letter) {
        if (Json.read(letter.value()).orElse(null) instanceof ObjectNode object) {
            return object;
        }
        throw new StackProblem(
                "The value of %s is not a JSON object, so it has no fields to set: give all of it with --value or --file."
                        .formatted(letter.reference()));
    }

    private void set(ObjectNode json, Letter letter) {
        JsonNode parent = json;
        for (var step : path.subList(0, path.size() - 1)) {
            parent = child(parent, step);
        }
        var field = path.getLast();
        var before = child(parent, field);
        switch (parent) {
            case ObjectNode object -> object.set(field, like(before));
            case ArrayNode array when !before.isMissingNode() ->
                    array.set(Integer.parseInt(field), like(before));
            default ->
                    throw new StackProblem(
                            "The value of %s has no %s."
                                    .formatted(letter.reference(), String.join(".", path)));
        }
    }

    private static JsonNode child(JsonNode parent, String step) {
        return parent.isArray() && NUMBER.matcher(step).matches()
                ? parent.path(Integer.parseInt(step))
                : parent.path(step);
    }

    /** A text stays a text, though it may look like a number, as amounts do. */
    private JsonNode like(JsonNode before) {
        var text = StringNode.valueOf(value);
        return before.isString() ? text : Json.read(value).orElse(text);
    }

    /** For options. */
    public static final class Converter implements ITypeConverter<Assignment> {

        @Override
        public Assignment convert(String text) {
            var end = text.indexOf('=');
            if (end < 1) {
                throw new TypeConversionException(
                        "'%s' is not of the form currency=EUR".formatted(text));
            }
            return new Assignment(
                    Arrays.asList(text.substring(0, end).split("\\.", -1)),
                    text.substring(end + 1));
        }
    }
}
