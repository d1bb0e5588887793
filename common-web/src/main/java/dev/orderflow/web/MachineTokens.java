package dev.orderflow.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Machines that are known by a token agreed on beforehand: a collector of metrics can often send
 * nothing else, and the services ask each other without a customer's token at hand.
 */
record MachineTokens(@Nullable String monitoring, @Nullable String service) {

    private static final Caller COLLECTOR = new Caller("monitoring", Set.of("MONITORING"));
    private static final Caller SERVICE = new Caller("service", Set.of("SERVICE"));

    /** Null where the header is nobody's. */
    @Nullable Caller owner(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        if (isSame(monitoring, authorization)) {
            return COLLECTOR;
        }
        return isSame(service, authorization) ? SERVICE : null;
    }

    private static boolean isSame(@Nullable String token, String authorization) {
        return token != null
                && MessageDigest.isEqual(
                        ("Bearer " + token).getBytes(UTF_8), authorization.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "MachineTokens"; // for nobody's log
    }
}
