package dev.orderflow.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * As many streams are open as may be, of one person or of all, or none may be opened any more.
 * Callers get a problem with {@code Retry-After}: 429, {@code too-many-streams}, for what one
 * person has; else 503, {@code try-again-later}. A {@link ProblemMapping} may say it better.
 */
public final class TooManyStreamsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean ofOnePerson;

    private TooManyStreamsException(String message, boolean ofOnePerson) {
        super(message);
        this.ofOnePerson = ofOnePerson;
    }

    static TooManyStreamsException ofOnePerson(int most) {
        return new TooManyStreamsException(
                "You have %d streams open already. End one of them, then try again".formatted(most),
                true);
    }

    static TooManyStreamsException ofAll() {
        return new TooManyStreamsException(
                "No more streams can be opened here at the moment. Try again in a few seconds",
                false);
    }

    public boolean isOfOnePerson() {
        return ofOnePerson;
    }

    ProblemDetail problem() {
        var detail = getMessage() + ".";
        return ofOnePerson
                ? Problems.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-streams", detail)
                : Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "try-again-later", detail);
    }
}
