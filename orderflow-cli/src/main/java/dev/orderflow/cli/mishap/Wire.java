package dev.orderflow.cli.mishap;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Events as they are on the wire, written by hand as with a console producer. */
final class Wire {

    private Wire() {}

    /**
     * @param fields the event's own, as JSON without the braces
     */
    static String event(String type, String aggregateId, String fields) {
        return """
        {"eventId":"%s","eventType":"%s","version":1,"aggregateId":"%s","timestamp":"%s","correlationId":"%s",%s}"""
                .formatted(
                        UUID.randomUUID(),
                        type,
                        aggregateId,
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        UUID.randomUUID(),
                        fields);
    }
}
