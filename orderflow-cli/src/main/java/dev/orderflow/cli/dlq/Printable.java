package dev.orderflow.cli.dlq;

import java.util.stream.Collectors;

/**
 * What strangers wrote, made safe for a terminal: whatever would move its cursor, change its
 * colours, reverse its text or hide in it is replaced by its number, in the notation of JSON.
 */
public final class Printable {

    private Printable() {}

    /** On one line. */
    public static String line(String text) {
        return escaped(text.strip().replaceAll("[\\t\\r\\n]+ *", " "));
    }

    /** On as many lines as it has. Of JSON it stays JSON, and means the same. */
    public static String block(String text) {
        return text.replace("\r\n", "\n")
                .replace("\t", "    ")
                .lines()
                .map(Printable::escaped)
                .collect(Collectors.joining("\n"));
    }

    private static String escaped(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        character -> {
                            if (isHarmless(character)) {
                                safe.appendCodePoint(character);
                            } else {
                                for (var unit : Character.toChars(character)) {
                                    safe.append("\\u%04x".formatted((int) unit));
                                }
                            }
                        });
        return safe.toString();
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
