package dev.orderflow.events.deadletter;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** A record's key and value, as they came or as somebody mended them. */
record Content(byte @Nullable [] key, byte @Nullable [] value) {

    /** Different for any other key or value, null and empty told apart. */
    byte[] hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            add(digest, key);
            add(digest, value);
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void add(MessageDigest digest, byte @Nullable [] part) {
        digest.update(ByteBuffer.allocate(4).putInt(part == null ? -1 : part.length).array());
        if (part != null) {
            digest.update(part);
        }
    }
}
