package dev.orderflow.events.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as a person can read them.
 *
 * @param encoding {@code utf-8}, or {@code base64} for what is no text; null where there was
 *     nothing
 */
record Text(@Nullable String text, @Nullable String encoding) {

    static Text of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return new Text(null, null);
        }
        try {
            var strict = UTF_8.newDecoder(); // reports what is malformed instead of replacing it
            return new Text(strict.decode(ByteBuffer.wrap(bytes)).toString(), "utf-8");
        } catch (CharacterCodingException noText) {
            return new Text(Base64.getEncoder().encodeToString(bytes), "base64");
        }
    }

    /** The beginning of it, where it is too long; no character is cut in two. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
