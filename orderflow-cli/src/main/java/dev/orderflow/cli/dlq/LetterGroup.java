package dev.orderflow.cli.dlq;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Dead letters of one service that died of the same, as the service describes them. */
public record LetterGroup(Service service, ObjectNode json) {

    public Reference reference() {
        return new Reference(service, text("group"));
    }

    public String topic() {
        return text("topic");
    }

    public long count() {
        return json.path("count").asLong(0);
    }

    public Instant newest() {
        return Instant.parse(text("newest"));
    }

    /** What they died of; what differs from letter to letter is left out of the message. */
    public String cause() {
        return Letter.cause(text("errorClass"), text("message"));
    }

    /** The same with the id by which it is known here. */
    public ObjectNode asJson() {
        return Letter.withReferences(service, json, "group");
    }

    private String text(String field) {
        return json.path(field).asString("");
    }
}
