package com.example.messages.adapter.in.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A body that is one element of a feed or an array of them; their numbers stay as they are, to the
 * digit.
 *
 * @param texts the JSON of each
 */
@JsonDeserialize(using = Elements.OfBody.class)
@Schema(type = "object")
record Elements(List<String> texts) {

    static final class OfBody extends ValueDeserializer<Elements> {

        private static final ObjectReader EXACT =
                JsonMapper.shared()
                        .readerFor(JsonNode.class)
                        .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

        @Override
        public Elements deserialize(JsonParser body, DeserializationContext context) {
            var tree = tree(body);
            var elements = tree.isArray() ? tree.valueStream() : List.of(tree).stream();
            return new Elements(elements.map(JsonNode::toString).toList());
        }

        private static JsonNode tree(JsonParser body) {
            try {
                return EXACT.readValue(body);
            } catch (NumberFormatException outOfRange) { // Jackson lets it through
                throw new InputCoercionException(
                        body, "A number is out of range", body.currentToken(), Elements.class);
            }
        }
    }
}
