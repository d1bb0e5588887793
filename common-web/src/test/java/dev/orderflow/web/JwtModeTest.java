package dev.orderflow.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.http.HttpHeaders;

class JwtModeTest {

    static final String ISSUER = "https://issuer.example.org";
    static final ECKey KEY = elliptic("issuers");
    static final ECKey ANOTHERS_KEY = elliptic("issuers"); // even under the same name
    static final RSAKey RSA_KEY = rsa("issuers-other");

    @TempDir static Path folder;

    @BeforeAll
    static void publish() throws Exception {
        Files.writeString(
                folder.resolve("keys.json"),
                new JWKSet(List.of(KEY, RSA_KEY)).toString(true)); // public parts only
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    USER               | 1 [ROLE_USER]
                    ADMIN              | 1 [ROLE_ADMIN, ROLE_USER]
                    USER MONITORING    | 1 [ROLE_MONITORING, ROLE_USER]
                    USER offline admin | 1 [ROLE_USER]
                    """)
    void the_subject_is_the_user_and_the_claim_has_the_roles(String roles, String who) {
        service()
                .run(
                        context -> {
                            var door = new Door(context);

                            var token = token(claims -> claims.claim("roles", roles.split(" ")));

                            assertThat(door.callWithToken("/api/x", token).who()).isEqualTo(who);
                        });
    }

    @Test
    void roles_are_found_where_issuers_put_them() {
        var keycloaks = token(it -> it.claim("realm_access", Map.of("roles", List.of("USER"))));
        var auth0s = token(it -> it.claim("https://orderflow.dev/roles", List.of("USER")));
        var asScope = token(it -> it.claim("scope", "openid USER"));

        Map.of(
                        "realm_access.roles", keycloaks,
                        "https://orderflow.dev/roles", auth0s,
                        "scope", asScope)
                .forEach(
                        (claim, token) ->
                                service("app.security.jwt.roles-claim=" + claim)
                                        .run(
                                                context ->
                                                        assertThat(
                                                                        new Door(context)
                                                                                .callWithToken(
                                                                                        "/api/x",
                                                                                        token)
                                                                                .who())
                                                                .as(claim)
                                                                .isEqualTo("1 [ROLE_USER]")));
    }

    @Test
    void a_token_gives_its_roles_and_no_more() {
        service()
                .run(
                        context -> {
                            var door = new Door(context);
                            var without = token(claims -> claims.claim("roles", null));
                            var monitoring =
                                    token(claims -> claims.claim("roles", List.of("MONITORING")));
                            var user = token(_ -> {});

                            assertThat(door.callWithToken("/api/x", without).status())
                                    .isEqualTo(403);
                            assertThat(door.callWithToken("/api/x", monitoring).status())
                                    .isEqualTo(403);
                            assertThat(door.callWithToken("/actuator/metrics", monitoring).who())
                                    .isNotNull();
                            assertThat(door.callWithToken("/admin/x", user).status())
                                    .isEqualTo(403);
                            assertThat(door.callWithToken("/nowhere", user).status())
                                    .isEqualTo(403);
                        });
    }

    static Stream<Arguments> badTokens() throws Exception {
        var now = Instant.now();
        return Stream.of(
                Arguments.of("no token", "abc"),
                Arguments.of("three parts of nothing", "e30.e30.e30"),
                Arguments.of("unsigned", new PlainJWT(good().build()).serialize()),
                Arguments.of(
                        "signed with the public key as if it were a secret",
                        signed(
                                JWSAlgorithm.HS256,
                                "issuers",
                                new MACSigner(KEY.toPublicJWK().toJSONString().getBytes(UTF_8)))),
                Arguments.of(
                        "an algorithm that is not ours",
                        signed(JWSAlgorithm.RS512, "issuers-other", new RSASSASigner(RSA_KEY))),
                Arguments.of(
                        "signed by another",
                        signed(JWSAlgorithm.ES256, "issuers", new ECDSASigner(ANOTHERS_KEY))),
                Arguments.of(
                        "an unknown key",
                        signed(JWSAlgorithm.ES256, "unknown", new ECDSASigner(KEY))),
                Arguments.of("another issuer", token(it -> it.issuer("https://evil.example.org"))),
                Arguments.of("no issuer", token(it -> it.issuer(null))),
                Arguments.of("another audience", token(it -> it.audience("another"))),
                Arguments.of("no audience", token(it -> it.audience((String) null))),
                Arguments.of(
                        "expired", token(it -> it.expirationTime(Date.from(now.minusSeconds(60))))),
                Arguments.of("never expires", token(it -> it.expirationTime(null))),
                Arguments.of(
                        "not yet good",
                        token(it -> it.notBeforeTime(Date.from(now.plusSeconds(60))))),
                Arguments.of("no subject", token(it -> it.subject(null))),
                Arguments.of("an empty subject", token(it -> it.subject(""))),
                Arguments.of("a subject too long", token(it -> it.subject("x".repeat(65)))),
                Arguments.of("a line break in the subject", token(it -> it.subject("a\r\nb"))),
                Arguments.of("SQL as subject", token(it -> it.subject("' or 1=1 --"))),
                Arguments.of(
                        "not an access token",
                        sign(
                                new JWSHeader.Builder(JWSAlgorithm.ES256)
                                        .keyID("issuers")
                                        .type(new JOSEObjectType("logout+jwt"))
                                        .build(),
                                good().build(),
                                new ECDSASigner(KEY))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void a_token_that_is_not_good_in_every_way_is_nobodys(String what, String token) {
        service()
                .run(
                        context -> {
                            var answer = new Door(context).callWithToken("/api/x", token);

                            assertThat(answer.status()).isEqualTo(401);
                            assertThat(answer.response().getHeader(HttpHeaders.WWW_AUTHENTICATE))
                                    .startsWith("Bearer error=\"invalid_token\"")
                                    .doesNotContain("resource_metadata"); // there is none
                            assertThat(answer.response().getContentType())
                                    .isEqualTo("application/problem+json");
                            assertThat(answer.response().getContentAsString())
                                    .contains("unknown-caller", ISSUER)
                                    .doesNotContain("Exception");
                        });
    }

    @Test
    void whoever_sends_no_token_is_told_to_send_one() {
        service()
                .run(
                        context -> {
                            var answer = new Door(context).call("/api/x", _ -> {});

                            assertThat(answer.status()).isEqualTo(401);
                            assertThat(answer.response().getHeader(HttpHeaders.WWW_AUTHENTICATE))
                                    .isEqualTo("Bearer");
                        });
    }

    @Test
    void headers_are_not_believed_here() {
        service()
                .run(
                        context -> {
                            var answer =
                                    new Door(context)
                                            .call(
                                                    "/api/x",
                                                    request -> {
                                                        request.addHeader("X-USER-ID", "1");
                                                        request.addHeader("X-USER-ROLES", "ADMIN");
                                                    });

                            assertThat(answer.status()).isEqualTo(401);
                        });
    }

    @Test
    void either_algorithm_is_taken_and_health_is_everybodys() throws Exception {
        var rsa = signed(JWSAlgorithm.RS256, "issuers-other", new RSASSASigner(RSA_KEY));
        service()
                .run(
                        context -> {
                            var door = new Door(context);

                            assertThat(door.callWithToken("/api/x", rsa).who())
                                    .isEqualTo("1 [ROLE_USER]");
                            assertThat(door.call("/actuator/health/readiness", _ -> {}).who())
                                    .isNotNull();
                        });
    }

    @Test
    void services_know_each_other_by_a_token_of_theirs() {
        service("app.security.service-token=known-to-services")
                .run(
                        context -> {
                            var sent = new HttpHeaders();
                            context.getBean(ServiceIdentity.class).accept(sent);

                            var answer =
                                    new Door(context)
                                            .call(
                                                    "/internal/events/1",
                                                    request ->
                                                            sent.forEach(
                                                                    (name, values) ->
                                                                            request.addHeader(
                                                                                    name, values)));

                            assertThat(answer.who()).isEqualTo("service [ROLE_SERVICE]");
                        });
    }

    @Test
    void an_issuer_that_is_away_is_an_outage_and_made_up_keys_do_not_reach_it() throws Exception {
        var asked = new AtomicInteger();
        var isAway = new AtomicInteger(1);
        var keys = new JWKSet(KEY).toString(true).getBytes(UTF_8);
        var issuer =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext(
                "/keys",
                exchange -> {
                    asked.incrementAndGet();
                    exchange.sendResponseHeaders(isAway.get() == 1 ? 500 : 200, keys.length);
                    exchange.getResponseBody().write(keys);
                    exchange.close();
                });
        issuer.start();
        var address = "http://localhost:%d/keys".formatted(issuer.getAddress().getPort());
        try {
            service("app.security.jwt.jwk-set-uri=" + address)
                    .run(
                            context -> {
                                var door = new Door(context);
                                var good = token(_ -> {});

                                var refused = door.callWithToken("/api/x", good);
                                assertThat(refused.status()).isEqualTo(503);
                                assertThat(refused.response().getHeader("Retry-After"))
                                        .isEqualTo("5");

                                isAway.set(0);
                                assertThat(door.callWithToken("/api/x", good).status())
                                        .isEqualTo(200);
                                asked.set(0);
                                for (var i = 0; i < 50; i++) {
                                    var madeUp =
                                            signed(
                                                    JWSAlgorithm.ES256,
                                                    "made-up-" + i,
                                                    new ECDSASigner(ANOTHERS_KEY));
                                    assertThat(door.callWithToken("/api/x", madeUp).status())
                                            .isEqualTo(401);
                                }
                                assertThat(asked).hasValueLessThan(3);
                                assertThat(door.callWithToken("/api/x", good).status())
                                        .isEqualTo(200);
                            });
        } finally {
            issuer.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    app.security.jwt.audience=x                   | app.security.jwt.issuer is not set
                    app.security.jwt.issuer=https://i.example.org | app.security.jwt.jwk-set-uri is not set
                    """)
    void without_issuer_or_keys_no_service_starts_and_a_sentence_says_what_to_set(
            String setting, String missing) {
        Door.with(setting)
                .run(
                        context -> {
                            assertThat(context).hasFailed();
                            var analysis =
                                    new RefusedSettingsFailureAnalyzer()
                                            .analyze(context.getStartupFailure());
                            assertThat(analysis.getDescription()).contains(missing);
                            assertThat(analysis.getAction())
                                    .contains(
                                            "APP_SECURITY_JWT_ISSUER",
                                            "APP_SECURITY_JWT_JWK_SET_URI",
                                            "APP_SECURITY_MODE=header");
                        });
    }

    @ParameterizedTest
    @CsvSource({"algorithms=HS256", "algorithms=none", "jwk-set-uri=file:/nowhere/keys.json"})
    void what_would_not_be_safe_does_not_start(String setting) {
        service("app.security.jwt." + setting).run(context -> assertThat(context).hasFailed());
    }

    private static WebApplicationContextRunner service(String... properties) {
        return Door.with(
                        "app.security.jwt.issuer=" + ISSUER,
                        "app.security.jwt.jwk-set-uri=" + folder.resolve("keys.json").toUri())
                .withPropertyValues(properties);
    }

    private static String token(Consumer<JWTClaimsSet.Builder> but) {
        var claims = good();
        but.accept(claims);
        try {
            return sign(
                    header(JWSAlgorithm.ES256, "issuers"), claims.build(), new ECDSASigner(KEY));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("orderflow")
                .subject("1")
                .claim("roles", List.of("USER"))
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))));
    }

    private static String signed(JWSAlgorithm algorithm, String key, JWSSigner signer)
            throws JOSEException {
        return sign(header(algorithm, key), good().build(), signer);
    }

    private static JWSHeader header(JWSAlgorithm algorithm, String key) {
        return new JWSHeader.Builder(algorithm).keyID(key).type(JOSEObjectType.JWT).build();
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
            throws JOSEException {
        var token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static ECKey elliptic(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
