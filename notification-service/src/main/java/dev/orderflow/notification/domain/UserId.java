package dev.orderflow.notification.domain;

import java.util.regex.Pattern;

/** Who a customer is; nothing that could break out of an address or a header. */
public record UserId(String value) {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    public UserId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A user id has 1 to 64 of the characters A-Z, a-z, 0-9 and . _ @ -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
