package dev.orderflow.cli.dlq;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A dead letter as its service describes it. */
public record Letter(Service service, ObjectNode json) {

    public Reference reference() {
        return new Reference(service, text("id"));
    }

    public String topic() {
        return text("topic");
    }

    /** Whether it is of the record at this place. */
    public boolean isOf(int partition, long offset) {
        return json.path("partition").asInt(-1) == partition
                && json.path("offset").asLong(-1) == offset;
    }

    public String state() {
        return text("state");
    }

    public String reason() {
        return text("reason");
    }

    public Instant failedAt() {
        return Instant.parse(text("failedAt"));
    }

    /** What it died of, the class without its package. */
    public String cause() {
        return cause(text("errorClass"), text("errorMessage"));
    }

    /** The record's value: its text, or base64 where it is none. */
    public String value() {
        return text("value");
    }

    /** The same with ids by which it and its group are known here. */
    public ObjectNode asJson() {
        return withReferences(service, json, "id", "group");
    }

    private String text(String field) {
        return json.path(field).asString("");
    }

    static String cause(String errorClass, String message) {
        var simple = errorClass.substring(errorClass.lastIndexOf('.') + 1);
        return message.isEmpty() ? simple : simple + ": " + message;
    }

    /** A copy that names the service, and has {@code inventory-service/17} where 17 was. */
    static ObjectNode withReferences(Service service, ObjectNode json, String... fields) {
        var copy = json.objectNode().put("service", service.toString());
        copy.setAll(json);
        for (var field : fields) {
            JsonNode id = json.path(field);
            if (id.isValueNode() && !id.isNull()) {
                copy.put(field, new Reference(service, id.asString()).toString());
            }
        }
        return copy;
    }
}
