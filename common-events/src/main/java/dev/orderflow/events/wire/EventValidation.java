package dev.orderflow.events.wire;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.OpenEvent;
import dev.orderflow.events.wire.EventCodec.Envelope;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether events are held to their JSON Schema while they pass ({@code app.kafka.validate}). A
 * record checks what its constructor knows; a schema may know more, and is all that those have who
 * write events with another program.
 *
 * <p>The schema of version 1 of {@code order-created} is the resource {@value
 * EventSchemas#EXAMPLE}.
 */
@ConfigurationProperties("app.kafka")
public final class EventValidation {

    private final Which validate;
    private final EventSchemas schemas = new EventSchemas();

    public EventValidation(@DefaultValue("none") Which validate) {
        this.validate = validate;
    }

    /** Which events are held to their schema. */
    public enum Which {
        NONE,
        INCOMING,
        OUTGOING,
        BOTH;

        boolean incoming() {
            return this == INCOMING || this == BOTH;
        }

        boolean outgoing() {
            return this == OUTGOING || this == BOTH;
        }
    }

    /**
     * Reads the schemas of this type's versions, where events are to be validated as they come in.
     *
     * @throws IllegalStateException when there is none for its newest, or one of them is none
     */
    public void expectIncoming(Class<? extends Event> type) {
        if (validate.incoming()) {
            var known = TopicNames.typeOf(type);
            schemas.mustHave(known);
            schemas.readOlder(known);
        }
    }

    /**
     * Of a version without a schema nothing is said here: it is read by an upcaster, or not at all.
     *
     * @throws UnreadableEventException with the paths that are wrong
     */
    public void checkIncoming(Envelope envelope) {
        if (validate.incoming()) {
            schemas.errors(envelope.metadata(), envelope.json())
                    .ifPresent(
                            errors -> {
                                throw new UnreadableEventException(errors);
                            });
        }
    }

    /**
     * An {@link OpenEvent} may have its schema with whoever publishes it; where there is one here,
     * it counts.
     *
     * @throws IllegalArgumentException with the paths that are wrong
     * @throws IllegalStateException when there is no schema for it
     */
    public void checkOutgoing(Event event, EventMetadata metadata, byte[] value) {
        if (validate.outgoing()) {
            if (!(event instanceof OpenEvent)) {
                schemas.mustHave(TopicNames.typeOf(event.getClass()));
            }
            schemas.errors(metadata, value)
                    .ifPresent(
                            errors -> {
                                throw new IllegalArgumentException(errors);
                            });
        }
    }
}
