package dev.orderflow.web;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Which tokens are good: signature, issuer, audience, time, and a subject that can be a user id.
 */
final class AccessTokens {

    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(30);
    private static final int PATIENCE_MILLIS = 2000;
    private static final int LARGEST_KEY_SET = 100_000;

    private AccessTokens() {}

    static JwtDecoder decoder(SecurityProperties.Jwt settings) {
        var issuer = required(settings.issuer(), "issuer", "who signs the tokens");
        var keys = keys(required(settings.jwkSetUri(), "jwk-set-uri", "where its public keys are"));
        var decoder =
                NimbusJwtDecoder.withJwkSource(keys)
                        .jwsAlgorithms(
                                algorithms -> {
                                    algorithms.clear();
                                    algorithms.addAll(settings.algorithms());
                                })
                        .jwtProcessorCustomizer(
                                processor ->
                                        processor.setJWSTypeVerifier(
                                                new DefaultJOSEObjectTypeVerifier<>(
                                                        JOSEObjectType.JWT,
                                                        new JOSEObjectType("at+jwt"), // RFC 9068
                                                        null)))
                        .build();
        decoder.setJwtValidator(validator(issuer, settings.audience()));
        return decoder;
    }

    /** Whether the token names a key that the issuer did not have a moment ago. */
    static boolean isUnknownKey(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RateLimitReachedException) {
                return true;
            }
        }
        return false;
    }

    private static OAuth2TokenValidator<Jwt> validator(String issuer, String audience) {
        var time = new JwtTimestampValidator(CLOCKS_DIFFER_BY);
        time.setAllowEmptyExpiryClaim(false);
        return new DelegatingOAuth2TokenValidator<>(
                time,
                new JwtIssuerValidator(issuer),
                new JwtAudienceValidator(audience),
                new JwtClaimValidator<@Nullable String>(JwtClaimNames.SUB, Caller::isUserId));
    }

    private static JWKSource<SecurityContext> keys(String uri) {
        try {
            var address = URI.create(uri);
            if ("file".equals(address.getScheme())) {
                return new ImmutableJWKSet<>(JWKSet.parse(Files.readString(Path.of(address))));
            }
            // Kept for minutes, fetched again for a new key but not for each made-up one, and good
            // for hours while the issuer is away.
            return JWKSourceBuilder.create(
                            address.toURL(),
                            new DefaultResourceRetriever(
                                    PATIENCE_MILLIS, PATIENCE_MILLIS, LARGEST_KEY_SET))
                    .outageTolerant(Duration.ofHours(4).toMillis())
                    .build();
        } catch (IllegalArgumentException | IOException | ParseException unusable) {
            throw new RefusedSettingsException(
                    "app.security.jwt.jwk-set-uri is %s, which is no set of keys (%s)."
                            .formatted(uri, unusable),
                    "Let it be the https: address of the issuer's JWK set, or file: and the path of one.");
        }
    }

    private static String required(@Nullable String value, String name, String what) {
        if (value == null || value.isBlank()) {
            throw new RefusedSettingsException(
                    "app.security.mode is jwt, and app.security.jwt.%s is not set: %s."
                            .formatted(name, what),
                    "Set APP_SECURITY_JWT_ISSUER and APP_SECURITY_JWT_JWK_SET_URI; or APP_SECURITY_MODE=header on a local machine or behind a gateway that says who is calling.");
        }
        return value;
    }
}
