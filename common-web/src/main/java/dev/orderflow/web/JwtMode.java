package dev.orderflow.web;

import lombok.extern.slf4j.Slf4j;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Callers are known by tokens that an issuer has signed for them: an OAuth2 resource server. */
@Slf4j
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "app.security.mode", havingValue = "jwt", matchIfMissing = true)
class JwtMode {

    private static final String RETRY_SECONDS = "5";

    @Bean
    JwtDecoder jwtDecoder(SecurityProperties properties) {
        var decoder = AccessTokens.decoder(properties.jwt());
        log.info(
                "Callers are known by tokens of {} for {} (app.security.mode=jwt)",
                properties.jwt().issuer(),
                properties.jwt().audience());
        return decoder;
    }

    @Bean
    CallerRecognition callersByToken(
            JwtDecoder decoder,
            SecurityProperties properties,
            MachineTokens machines,
            ProblemWriter problems) {
        var tokens = new JwtAuthenticationProvider(decoder);
        tokens.setJwtAuthenticationConverter(
                new CallerOfToken(properties.jwt().rolesClaim())::authentication);
        var bearer = new BearerTokenAuthenticationConverter();
        var ask = askWhoIsCalling(properties.jwt(), problems);
        var filter =
                new BearerTokenAuthenticationFilter(
                        new ProviderManager(tokens),
                        request ->
                                machines.owner(request.getHeader(HttpHeaders.AUTHORIZATION)) == null
                                        ? bearer.convert(request)
                                        : null);
        filter.setAuthenticationEntryPoint(ask);
        filter.setAuthenticationFailureHandler(refuse(ask, problems));
        return new CallerRecognition() {

            @Override
            public void addTo(HttpSecurity http) {
                http.addFilterBefore(filter, AnonymousAuthenticationFilter.class);
            }

            @Override
            public AuthenticationEntryPoint askWhoIsCalling() {
                return ask;
            }
        };
    }

    private static AuthenticationEntryPoint askWhoIsCalling(
            SecurityProperties.Jwt settings, ProblemWriter problems) {
        var problem =
                "Say who is calling: send Authorization: Bearer and a token of %s for %s that has not expired."
                        .formatted(settings.issuer(), settings.audience());
        return (_, response, refused) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge(refused));
            problems.write(
                    response, Problems.of(HttpStatus.UNAUTHORIZED, "unknown-caller", problem));
        };
    }

    /** Says what is wrong with the token, if one was sent. */
    private static String challenge(AuthenticationException refused) {
        return refused instanceof OAuth2AuthenticationException bad
                        && bad.getError() instanceof BearerTokenError error
                ? "Bearer error=\"%s\", error_description=\"%s\""
                        .formatted(error.getErrorCode(), error.getDescription())
                : "Bearer";
    }

    /** A token that cannot be checked at the moment is not a wrong one. */
    private static AuthenticationFailureHandler refuse(
            AuthenticationEntryPoint ask, ProblemWriter problems) {
        return (request, response, failure) -> {
            if (failure instanceof AuthenticationServiceException
                    && !AccessTokens.isUnknownKey(failure)) {
                log.warn("A token cannot be checked: {}", failure.getMessage());
                response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
                problems.write(
                        response,
                        Problems.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "try-again-later",
                                "The issuer of tokens does not give its keys. Nothing was changed; try again in a few seconds."));
            } else {
                ask.commence(request, response, failure);
            }
        };
    }
}
