package dev.orderflow.payment.domain;

import java.util.regex.Pattern;

/** Whose money it is. */
public record UserId(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    public UserId {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A user id has 1 to 64 letters, digits or any of ._@-");
        }
    }
}
