package dev.orderflow.events.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.common.header.Headers;

/**
 * What the {@code dlq.*} headers of a letter say. Ours are well-formed; should a stranger's not be,
 * then there is nothing, and the letter is taken in all the same.
 */
@RequiredArgsConstructor
final class LetterHeaders {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    // What both a database and a reader can make sense of.
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final Headers headers;

    Optional<String> text(String name) {
        return Optional.ofNullable(headers.lastHeader(name))
                .map(header -> header.value())
                .map(value -> new String(value, UTF_8));
    }

    OptionalLong number(String name) {
        return text(name)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    OptionalInt number(String name, int most) {
        var number = number(name);
        return number.isPresent() && number.getAsLong() <= most
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    Optional<Instant> time(String name) {
        return text(name).flatMap(LetterHeaders::parse).filter(LetterHeaders::isPlausible);
    }

    static boolean isPlausible(Instant time) {
        return time.isAfter(EARLIEST) && time.isBefore(LATEST);
    }

    private static Optional<Instant> parse(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
