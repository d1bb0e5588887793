package dev.orderflow.cli.rest;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A token that somebody else has signed. It makes all calls those of the one whom it names, with
 * his roles.
 */
public final class BearerToken implements Credentials {

    private static final Pattern FORM = Pattern.compile("[\\w-]+\\.([\\w-]+)\\.[\\w-]+");

    private final String token;
    private final String owner;

    private BearerToken(String token, String owner) {
        this.token = token;
        this.owner = owner;
    }

    /** Empty where it is no JWT that names somebody ({@code sub}). */
    public static Optional<BearerToken> read(String token) {
        var parts = FORM.matcher(token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var claims =
                    JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(parts.group(1)));
            return Optional.of(claims.path("sub").asString(""))
                    .filter(owner -> !owner.isEmpty())
                    .map(owner -> new BearerToken(token, owner));
        } catch (IllegalArgumentException | JacksonException notOne) {
            return Optional.empty();
        }
    }

    @Override
    public String caller(String userId) {
        return owner;
    }

    @Override
    public Map<String, String> of(String userId, List<String> roles) {
        return Map.of("Authorization", "Bearer " + token);
    }

    /** Not the token. */
    @Override
    public String toString() {
        return "a token of " + owner;
    }
}
