package dev.orderflow.order.adapter.in.web;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a client would like to wait: {@code Prefer: wait=10}, in seconds, at most 30.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240#section-4.3">RFC 7240</a>
 */
final class WaitPreference {

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,4})(?:$|[,;\\s])");
    private static final int MAX_SECONDS = 30;

    private WaitPreference() {}

    /** Empty where there is none, or none that can be understood: a preference may be ignored. */
    static Optional<Duration> in(@Nullable String prefer) {
        if (prefer == null) {
            return Optional.empty();
        }
        var wait = WAIT.matcher(prefer);
        return wait.find()
                ? Optional.of(
                        Duration.ofSeconds(Math.min(MAX_SECONDS, Integer.parseInt(wait.group(1)))))
                : Optional.empty();
    }
}
