package dev.orderflow.events.deadletter;

import java.time.Instant;
import java.util.Set;

/** Why a record was given up, in the words of the consumer that did. */
record FailureReport(
        String errorClass,
        String message,
        String stackTrace,
        int attempts,
        String reason,
        Instant failedAt) {

    static final Set<String> REASONS = Set.of("unparsable", "exhausted", "fatal", "unknown");

    private static final int MAX_CLASS = 255;
    private static final int MAX_MESSAGE = 1024;
    private static final int MAX_STACK_TRACE = 8 * 1024;
    private static final int MAX_ATTEMPTS = 1_000_000;

    static FailureReport of(LetterHeaders headers, Instant otherwiseAt) {
        return new FailureReport(
                text(headers, "dlq.error.class", MAX_CLASS),
                text(headers, "dlq.error.message", MAX_MESSAGE),
                text(headers, "dlq.error.stacktrace", MAX_STACK_TRACE),
                headers.number("dlq.attempts", MAX_ATTEMPTS).orElse(0),
                headers.text("dlq.reason").filter(REASONS::contains).orElse("unknown"),
                headers.time("dlq.error.timestamp").orElse(otherwiseAt));
    }

    private static String text(LetterHeaders headers, String name, int length) {
        return headers.text(name).map(text -> Text.cut(text, length)).orElse("unknown");
    }

    Cause cause(Source source) {
        return Cause.of(source, errorClass, message);
    }
}
