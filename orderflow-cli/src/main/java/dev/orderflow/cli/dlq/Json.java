package dev.orderflow.cli.dlq;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON that is shown to people, and written as exactly as it was read. */
public final class Json {

    private static final JsonMapper EXACT =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private Json() {}

    /** Empty where the text is not JSON. */
    static Optional<JsonNode> read(String text) {
        try {
            return Optional.of(EXACT.readTree(text)).filter(json -> !json.isMissingNode());
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    static String compact(JsonNode json) {
        return EXACT.writeValueAsString(json);
    }

    /** On several lines, and harmless to a terminal. */
    public static String pretty(JsonNode json) {
        return Printable.block(EXACT.writerWithDefaultPrettyPrinter().writeValueAsString(json));
    }
}
