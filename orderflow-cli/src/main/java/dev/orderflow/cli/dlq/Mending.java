package dev.orderflow.cli.dlq;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a dead letter is to be instead.
 *
 * @param value the whole event as JSON
 * @param key null: as it is
 * @param evenIfApplied also where the event has had its effect, and the new one has its own on top
 */
public record Mending(String value, @Nullable String key, boolean evenIfApplied) {

    ObjectNode asJson() {
        var json = JsonNodeFactory.instance.objectNode().put("value", value);
        if (key != null) {
            json.put("key", key);
        }
        return json.put("evenIfApplied", evenIfApplied);
    }

    /** The event that was sent in a letter's place. */
    public record Sent(Reference letter, ObjectNode answer) {

        public String replayId() {
            return answer.path("replayId").asString("");
        }

        public String eventId() {
            return answer.path("eventId").asString("");
        }

        /** Everything the service said. */
        public ObjectNode asJson() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("id", letter.toString())
                    .setAll(answer);
        }
    }
}
