package dev.orderflow.cli.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fills in what differs between orders: ids like those that services make, in the order of time,
 * and times that lie behind what topics keep, so that nobody looks for their events.
 *
 * @param orders how many there will be
 * @param tag of this seeding, in every id, so that two do not make the same
 */
record SeedSql(OrderRequests requests, int orders, int tag, Instant now) {

    private static final Duration OLDEST = Duration.ofDays(27);
    private static final Duration YOUNGEST = Duration.ofDays(8);
    private static final Pattern WORD = Pattern.compile(":([a-z]+)(\\d*)");

    /** The statement for the orders with these numbers. */
    String fill(SeededRows rows, int first, int last) {
        return WORD.matcher(rows.sql())
                .replaceAll(
                        word ->
                                Matcher.quoteReplacement(
                                        value(
                                                word.group(),
                                                word.group(1),
                                                word.group(2),
                                                first,
                                                last)));
    }

    private String value(String word, String name, String number, int first, int last) {
        return switch (name) {
            case "numbers" -> "seq_%d_to_%d numbers".formatted(first, last);
            case "order" -> "unhex(replace(%s, '-', ''))".formatted(uuid(0));
            case "text" -> uuid(0);
            case "id" -> "unhex(replace(%s, '-', ''))".formatted(uuid(Integer.parseInt(number)));
            case "user" -> "concat('%s-', seq %% %d)".formatted(requests.run(), requests.users());
            case "product" -> product(Integer.parseInt(number));
            case "placed" -> placed(0);
            case "done" -> placed(100_000);
            // Such as the colons in accounts.
            default -> word;
        };
    }

    /**
     * UUIDv7: milliseconds, then which of the order's ids it is, the tag, and the order's number.
     */
    private String uuid(int which) {
        var millis =
                "lower(lpad(hex(%d + floor(seq * %s)), 12, '0'))"
                        .formatted(start().toEpochMilli(), decimal(microsBetween() / 1000));
        return "concat(left(%1$s, 8), '-', right(%1$s, 4), '-7%2$03x-8%3$03x-', lower(lpad(hex(seq), 12, '0')))"
                .formatted(millis, which, tag & 0xfff);
    }

    private String placed(int laterMicros) {
        return "timestampadd(microsecond, floor(seq * %s) + %d, '%s')"
                .formatted(
                        decimal(microsBetween()),
                        laterMicros,
                        LocalDateTime.ofInstant(start(), ZoneOffset.UTC));
    }

    private String product(int position) {
        var ids = requests.productIds();
        return "elt(1 + (seq + %d) %% %d, %s)"
                .formatted(
                        position,
                        ids.size(),
                        ids.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    private Instant start() {
        return now.minus(OLDEST);
    }

    private double microsBetween() {
        return OLDEST.minus(YOUNGEST).toNanos() / 1000.0 / orders;
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.6f", number);
    }
}
