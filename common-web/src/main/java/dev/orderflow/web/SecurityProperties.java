package dev.orderflow.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.validation.annotation.Validated;

/**
 * How callers are known.
 *
 * @param mode by signed tokens, or by headers that are believed
 * @param monitoringToken whoever sends it as a bearer token may read metrics, in either mode;
 *     without one, nobody is known by it
 * @param serviceToken the same for the services when they ask each other what they handled; only
 *     {@code jwt} mode needs one
 */
@Validated
@ConfigurationProperties("app.security")
record SecurityProperties(
        @DefaultValue("jwt") Mode mode,
        @DefaultValue Header header,
        @DefaultValue Jwt jwt,
        @Nullable @Size(min = 16) String monitoringToken,
        @Nullable @Size(min = 16) String serviceToken) {

    enum Mode {
        JWT,
        HEADER
    }

    /**
     * @param beyondLoopback whether a service that believes headers may be reached from other
     *     machines; true is for those that only a gateway can reach
     */
    record Header(@DefaultValue("false") boolean beyondLoopback) {}

    /**
     * @param issuer {@code iss} of every token
     * @param jwkSetUri the issuer's public keys: {@code https:}, or {@code file:} for a JWK set
     *     that is read once
     * @param audience that every token has to name
     * @param algorithms by which tokens may be signed; of its type none is symmetric, and {@code
     *     none} is none of them
     * @param rolesClaim where the roles are; dots lead into objects, as in {@code
     *     realm_access.roles}
     */
    record Jwt(
            @Nullable String issuer,
            @Nullable String jwkSetUri,
            @DefaultValue("orderflow") @NotBlank String audience,
            @DefaultValue({"RS256", "ES256"}) @NotEmpty Set<SignatureAlgorithm> algorithms,
            @DefaultValue("roles") @NotBlank String rolesClaim) {}

    @Override
    public String toString() {
        return "SecurityProperties[mode=%s]".formatted(mode); // tokens are for nobody's log
    }
}
