package dev.orderflow.events.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What letters of one group have in common: whose and where they failed, with which exception, and
 * what it said apart from the values in it.
 *
 * @param group short name of all that
 * @param message the exception's message with placeholders
 */
record Cause(String group, String message) {

    static final int MAX_MESSAGE = 1024;

    private static final int GROUP_BYTES = 8;
    private static final Pattern UUID =
            Pattern.compile("\\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b");
    // An apostrophe within a word opens nothing.
    private static final Pattern QUOTED =
            Pattern.compile("(?<!\\w)(\"[^\"]*+\"|'[^']*+'|`[^`]*+`)(?!\\w)");
    private static final Pattern IDENTITY = Pattern.compile("(?<=\\w)@[0-9a-f]+\\b");
    private static final Pattern NUMBER = Pattern.compile("\\d+([.,]\\d+)*+");

    static Cause of(Source source, String errorClass, String message) {
        var alike = normalised(message);
        return new Cause(
                hash(String.join("\n", source.consumer(), source.topic(), errorClass, alike)),
                alike);
    }

    private static String normalised(String message) {
        var text = UUID.matcher(message).replaceAll("<id>");
        text = QUOTED.matcher(text).replaceAll("<text>");
        text = IDENTITY.matcher(text).replaceAll("@<object>");
        text = NUMBER.matcher(text).replaceAll("<number>");
        return Text.cut(text, MAX_MESSAGE);
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, GROUP_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
