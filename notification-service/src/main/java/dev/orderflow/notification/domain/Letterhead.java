package dev.orderflow.notification.domain;

import java.util.regex.Pattern;

/**
 * Who mails come from, and where they go.
 *
 * @param from the sender's address, with or without a name
 * @param addressPattern a customer's address, with {@code {userId}} in place of the user id
 */
public record Letterhead(String from, String addressPattern) {

    private static final String USER_ID = "{userId}";
    private static final Pattern DOT_ATOM = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    public Letterhead {
        if (!addressPattern.contains(USER_ID)) {
            throw new IllegalArgumentException(
                    "app.mail.address-pattern must contain {userId}, or all customers would get"
                            + " each other's mail");
        }
    }

    /** A user id may contain dots and at signs as an address may not: then the part is quoted. */
    public String addressOf(UserId userId) {
        var at = addressPattern.lastIndexOf('@');
        if (at < 0) {
            return addressPattern.replace(USER_ID, userId.value());
        }
        var local = addressPattern.substring(0, at).replace(USER_ID, userId.value());
        var domain = addressPattern.substring(at).replace(USER_ID, userId.value());
        return (DOT_ATOM.matcher(local).matches() ? local : '"' + local + '"') + domain;
    }
}
