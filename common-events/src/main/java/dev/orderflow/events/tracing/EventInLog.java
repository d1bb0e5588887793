package dev.orderflow.events.tracing;

import dev.orderflow.events.EventMetadata;
import org.slf4j.MDC;

/** Names an event in the log lines of this thread until it is closed. */
final class EventInLog implements AutoCloseable {

    private static final String EVENT_ID = "eventId";
    private static final String AGGREGATE_ID = "aggregateId";

    EventInLog(EventMetadata event) {
        MDC.put(EVENT_ID, event.eventId().toString());
        MDC.put(AGGREGATE_ID, printable(event.aggregateId()));
    }

    @Override
    public void close() {
        MDC.remove(EVENT_ID);
        MDC.remove(AGGREGATE_ID);
    }

    /** A stranger may have written it; line breaks and escapes would forge a log line. */
    private static String printable(String text) {
        return text.chars().anyMatch(Character::isISOControl)
                ? text.replaceAll("\\p{Cntrl}", "?")
                : text;
    }
}
