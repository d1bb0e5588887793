package dev.orderflow.events.wire;

import dev.orderflow.events.EventType;
import dev.orderflow.events.Upcaster;
import dev.orderflow.events.wire.EventCodec.Envelope;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The upcasters of all types that are read. */
final class Upcasters {

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    /** Not the codec's own, which would make texts of all decimals, also of those not touched. */
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<EventType, Chain> chains = new ConcurrentHashMap<>();

    Chain of(EventType type) {
        return chains.computeIfAbsent(type, Chain::of);
    }

    /** From the oldest version of a type that can be read to the one of its class. */
    record Chain(int newest, List<? extends Upcaster> steps) {

        static Chain of(EventType type) {
            return new Chain(
                    type.version(),
                    Arrays.stream(type.upcasters()).map(it -> instance(it, type)).toList());
        }

        JsonNode upcast(Envelope envelope) {
            var metadata = envelope.metadata();
            var oldest = newest - steps.size();
            if (metadata.version() < oldest || metadata.version() > newest) {
                throw new UnreadableEventException(
                        "Version %d of %s is not known here, only %s"
                                .formatted(
                                        metadata.version(),
                                        metadata.eventType(),
                                        oldest == newest
                                                ? "version " + newest
                                                : "versions %d to %d".formatted(oldest, newest)));
            }
            try {
                var fields = JSON.convertValue(envelope.json(), FIELDS);
                for (var step : steps.subList(metadata.version() - oldest, steps.size())) {
                    fields = step.upcast(fields);
                }
                return JSON.valueToTree(fields);
            } catch (RuntimeException failed) {
                throw new UnreadableEventException(
                        "Version %d of %s cannot be read as version %d: %s"
                                .formatted(
                                        metadata.version(), metadata.eventType(), newest, failed),
                        failed);
            }
        }
    }

    private static Upcaster instance(Class<? extends Upcaster> upcaster, EventType type) {
        try {
            var constructor = upcaster.getDeclaredConstructor();
            constructor.setAccessible(true); // an upcaster is nobody's business but its event's
            return constructor.newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(
                    "Older versions of %s could not be read: %s needs a constructor without arguments that succeeds (%s)"
                            .formatted(type.value(), upcaster.getName(), impossible),
                    impossible);
        }
    }
}
