package dev.orderflow.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The console as it is wherever nobody said otherwise: people are known by their tokens. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "app.security.jwt.issuer=" + ConsoleWithTokensTest.ISSUER,
            "spring.kafka.bootstrap-servers=127.0.0.1:1"
        })
class ConsoleWithTokensTest {

    static final String ISSUER = "https://issuer.example.org";
    private static final String ORDERS = "/api/services/order-service/api/orders";
    private static final ListeningService SERVICE = new ListeningService();
    private static ECKey key;

    @TempDir static Path folder;
    @LocalServerPort int port;

    @BeforeAll
    static void publish() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("issuers").generate();
        Files.writeString(keys(), new JWKSet(key).toString(true)); // the public part only
    }

    private static Path keys() {
        return folder.resolve("keys.json");
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("app.security.jwt.jwk-set-uri", () -> keys().toUri());
        settings.add("app.console.services.order-service", SERVICE::address);
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @BeforeEach
    void forget() {
        SERVICE.heard().clear();
    }

    /** Under whatever name, as nobody is believed. */
    @Test
    void the_page_is_there_for_everybody_and_knows_that_it_has_to_ask_for_a_token()
            throws IOException {
        assertThat(visitor().statusLine("console.example.org", "/")).contains("200");
        assertThat(visitor().send(visitor().request("/api/settings")).body())
                .contains("\"mode\":\"jwt\"");
    }

    /** As the example is, unless somebody says where it is. */
    @Test
    void a_service_without_an_address_is_not_there() {
        assertThat(visitor().send(visitor().request("/api/settings")).body())
                .contains("\"notification-service\"")
                .doesNotContain("message-service");
    }

    @Test
    void headers_are_not_believed_here_and_nothing_is_passed_on_for_nobody() {
        for (var path : List.of("/api/me", "/api/topics", "/api/pipeline/events", ORDERS)) {
            var answer =
                    visitor()
                            .send(
                                    visitor()
                                            .request(path)
                                            .header("X-USER-ID", "ada")
                                            .header("X-USER-ROLES", "ADMIN"));
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.body()).contains("urn:orderflow:problem:unknown-caller");
        }
        assertThat(SERVICE.heard()).isEmpty();
    }

    @Test
    void a_call_is_passed_on_with_the_callers_token_and_no_other_name() throws Exception {
        var token = token("ADMIN");
        var answer =
                visitor()
                        .send(
                                as(token, ORDERS)
                                        .header("X-USER-ID", "somebody-else")
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo(ListeningService.ANSWER);
        assertThat(SERVICE.heard())
                .containsExactly(
                        new ListeningService.Heard(
                                "POST /api/orders", null, null, "Bearer " + token, "{}"));
    }

    @ParameterizedTest
    @CsvSource({
        "USER, /api/me, 200",
        "USER, /api/pipeline/events, 403",
        "MONITORING, /api/pipeline/events, 200",
        "MONITORING, /api/topics, 403",
        "MONITORING, /api/services/order-service/admin/dead-letters, 403",
    })
    void what_is_shown_is_for_those_whose_token_has_the_role(String role, String path, int status)
            throws Exception {
        var answer = visitor().send(as(token(role), path), BodyHandlers.ofInputStream());

        try (var _ = answer.body()) { // a stream has no end
            assertThat(answer.statusCode()).isEqualTo(status);
        }
    }

    private HttpRequest.Builder as(String token, String path) {
        return visitor().request(path).header("Authorization", "Bearer " + token);
    }

    private Visitor visitor() {
        return new Visitor(port);
    }

    private static String token(String role) throws Exception {
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("issuers").build(),
                        new JWTClaimsSet.Builder()
                                .issuer(ISSUER)
                                .audience("orderflow")
                                .subject("ada")
                                .claim("roles", List.of(role))
                                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                                .build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }
}
