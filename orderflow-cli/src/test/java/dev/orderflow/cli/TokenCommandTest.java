package dev.orderflow.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.cli.rest.BearerToken;
import dev.orderflow.cli.token.SigningKey;
import dev.orderflow.cli.token.TokenIssuer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TokenCommandTest {

    static final Base64.Decoder BASE64_URL = Base64.getUrlDecoder();

    @TempDir Path home;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    /** Repeated, as the numbers of some keys begin with zeros. */
    @RepeatedTest(20)
    void a_token_is_good_by_the_published_key_and_says_who_calls() throws Exception {
        SigningKey.prepare(home);

        assertThat(run("--user=ada", "--role=ADMIN", "--role=monitoring", "--for=2m")).isZero();

        var token = out.toString().strip();
        assertThat(isSigned(token)).isTrue();
        assertThat(part(token, 0).path("alg").asString()).isEqualTo("ES256");
        var claims = part(token, 1);
        assertThat(claims.path("iss").asString()).isEqualTo(TokenIssuer.NAME);
        assertThat(claims.path("aud").asString()).isEqualTo("orderflow");
        assertThat(claims.path("sub").asString()).isEqualTo("ada");
        assertThat(claims.path("roles")).hasToString("[\"ADMIN\",\"MONITORING\"]");
        assertThat(Instant.ofEpochSecond(claims.path("exp").asLong()))
                .isBetween(Instant.now().plusSeconds(60), Instant.now().plusSeconds(121));
    }

    @Test
    void whoever_is_given_a_token_calls_as_the_one_whom_it_names() {
        SigningKey.prepare(home);
        run("--user=ada", "--role=ADMIN");
        var token = out.toString().strip();

        var credentials = BearerToken.read(token).orElseThrow();

        assertThat(credentials.caller("somebody")).isEqualTo("ada");
        assertThat(credentials.of("somebody", List.of("USER")))
                .isEqualTo(Map.of("Authorization", "Bearer " + token));
        assertThat(credentials.toString()).isEqualTo("a token of ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "e30.e30.c2ln",
                "e30.!.c2ln",
                "e30.WzFd.c2ln",
                "e30.eyJzdWIiOiJhZGEi.c2ln",
                "e30.eyJzdWIiOiJhZGEifQ.c2ln\r\nX-USER-ID: root"
            })
    void what_names_nobody_is_no_token(String text) {
        assertThat(BearerToken.read(text)).isEmpty();
    }

    @Test
    void the_key_is_made_once_and_for_its_owners_eyes() throws Exception {
        SigningKey.prepare(home);
        var key = home.resolve("tokens").resolve("private.key");
        var before = Files.readString(key);

        SigningKey.prepare(home);

        assertThat(Files.readString(key)).isEqualTo(before);
        assertThat(Files.getPosixFilePermissions(key))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(SigningKey.publicHalf(home))).doesNotContain("\"d\"");
    }

    @Test
    void without_a_key_it_says_how_one_is_made() {
        assertThat(run("--user=ada")).isEqualTo(1);
        assertThat(err.toString()).contains("./orderflow up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--user=a b", "--user=", "--for=0s", "--for=forever", "--role=ROOT"})
    void what_no_service_would_take_is_not_signed(String wrong) {
        SigningKey.prepare(home);

        assertThat(wrong.startsWith("--user") ? run(wrong) : run("--user=1", wrong)).isNotZero();
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... options) {
        var all = new ArrayList<>(List.of(options));
        all.addFirst("token");
        all.add("--home=" + home);
        return Orderflow.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private boolean isSigned(String token) throws Exception {
        var jwk =
                JsonMapper.shared()
                        .readTree(Files.readString(SigningKey.publicHalf(home)))
                        .path("keys")
                        .path(0);
        assertThat(part(token, 0).path("kid")).isEqualTo(jwk.path("kid"));
        var curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        var point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(
                KeyFactory.getInstance("EC")
                        .generatePublic(
                                new ECPublicKeySpec(
                                        point, curve.getParameterSpec(ECParameterSpec.class))));
        var end = token.lastIndexOf('.');
        signature.update(token.substring(0, end).getBytes(US_ASCII));
        return signature.verify(BASE64_URL.decode(token.substring(end + 1)));
    }

    private static BigInteger number(JsonNode jwk, String name) {
        var bytes = BASE64_URL.decode(jwk.path(name).asString());
        assertThat(bytes).hasSize(32);
        return new BigInteger(1, bytes);
    }

    private static JsonNode part(String token, int number) {
        return JsonMapper.shared().readTree(BASE64_URL.decode(token.split("\\.")[number]));
    }
}
