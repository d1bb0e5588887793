package dev.orderflow.console.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as a text: UTF-8 where they are, else Base64.
 *
 * @param encoding {@code base64}, or null
 */
record Text(@Nullable String text, @Nullable String encoding) {

    static Text of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return new Text(null, null);
        }
        try {
            return new Text(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), null);
        } catch (CharacterCodingException notText) {
            return new Text(Base64.getEncoder().encodeToString(bytes), "base64");
        }
    }
}
