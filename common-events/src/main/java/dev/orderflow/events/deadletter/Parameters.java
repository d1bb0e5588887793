package dev.orderflow.events.deadletter;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What callers write, understood or refused with a sentence that says what is possible. */
final class Parameters {

    private static final Pattern GROUP = Pattern.compile("[0-9a-f]{16}");

    private Parameters() {}

    static State state(String text) {
        return Arrays.stream(State.values())
                .filter(state -> state.text().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                RefusedException.malformed(
                                        "state must be one of %s."
                                                .formatted(
                                                        Arrays.stream(State.values())
                                                                .map(State::text)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    static String reason(String text) {
        if (!FailureReport.REASONS.contains(text)) {
            throw RefusedException.malformed(
                    "reason must be one of %s."
                            .formatted(
                                    FailureReport.REASONS.stream()
                                            .sorted()
                                            .collect(Collectors.joining(", "))));
        }
        return text;
    }

    static String group(String text) {
        if (!GROUP.matcher(text).matches()) {
            throw RefusedException.malformed(
                    "group must be 16 of 0-9 a-f, as /admin/dead-letters/groups tells it.");
        }
        return text;
    }

    static Instant time(String text) {
        try {
            var time = Instant.parse(text);
            if (LetterHeaders.isPlausible(time)) {
                return time;
            }
        } catch (DateTimeException malformed) {
            // is refused like a time that makes no sense
        }
        throw RefusedException.malformed(
                "until must be an instant between the years 2000 and 2200, such as 2026-11-21T12:00:00Z.");
    }
}
