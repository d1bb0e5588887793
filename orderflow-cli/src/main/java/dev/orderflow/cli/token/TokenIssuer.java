package dev.orderflow.cli.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.cli.rest.Credentials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** Signs tokens as an identity provider would; the services of the local stack trust it. */
public final class TokenIssuer implements Credentials {

    /** What the services are told to expect. */
    public static final String NAME = "urn:orderflow:local-stack";

    private static final String AUDIENCE = "orderflow";
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final SigningKey key;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();
    private final Map<Owner, Token> given = new ConcurrentHashMap<>();

    public TokenIssuer(SigningKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** A token that says who calls, for so long. */
    public String token(String userId, List<String> roles, Duration lifetime) {
        var now = clock.instant();
        var header = Map.of("alg", "ES256", "typ", "JWT", "kid", SigningKey.ID);
        var claims =
                Map.of(
                        "iss", NAME,
                        "aud", AUDIENCE,
                        "sub", userId,
                        "roles", roles,
                        "iat", now.getEpochSecond(),
                        "exp", now.plus(lifetime).getEpochSecond());
        var content = part(header) + "." + part(claims);
        return content + "." + key.sign(content.getBytes(UTF_8));
    }

    /** One token serves many calls; a new one is signed well before it ends. */
    @Override
    public Map<String, String> of(String userId, List<String> roles) {
        var owner = new Owner(userId, roles);
        var now = clock.instant();
        var token =
                given.compute(
                        owner,
                        (_, before) ->
                                before != null && now.isBefore(before.renewal)
                                        ? before
                                        : new Token(
                                                token(userId, roles, LIFETIME),
                                                now.plus(LIFETIME.dividedBy(2))));
        return Map.of("Authorization", "Bearer " + token.text);
    }

    private String part(Map<String, ?> content) {
        return SigningKey.encode(json.writeValueAsBytes(content));
    }

    private record Owner(String userId, List<String> roles) {}

    private record Token(String text, Instant renewal) {}
}
