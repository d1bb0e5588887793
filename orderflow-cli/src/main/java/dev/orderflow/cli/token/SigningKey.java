package dev.orderflow.cli.token;

import dev.orderflow.embedded.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * The key by which the local stack's tokens are signed (ES256), in a file that only its owner can
 * read; beside it lies the public half as a JWK set, for the services.
 */
public final class SigningKey {

    static final String ID = "local-stack";

    private static final int COORDINATE_BYTES = 32;
    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey key;

    private SigningKey(PrivateKey key) {
        this.key = key;
    }

    /** Where the public half lies. */
    public static Path publicHalf(Path home) {
        return folder(home).resolve("jwks.json");
    }

    /** Makes a pair where this home has none. */
    public static void prepare(Path home) {
        try {
            if (Files.exists(privateHalf(home))) {
                return;
            }
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            Files.createDirectories(folder(home));
            Files.writeString(publicHalf(home), jwkSet(pair));
            OwnerOnly.write(
                    privateHalf(home),
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the key for tokens.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty where no stack has been started with this home. */
    public static Optional<SigningKey> in(Path home) {
        try {
            var file = privateHalf(home);
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            var encoded = Base64.getDecoder().decode(Files.readString(file));
            return Optional.of(
                    new SigningKey(
                            KeyFactory.getInstance("EC")
                                    .generatePrivate(new PKCS8EncodedKeySpec(encoded))));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the key for tokens.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(privateHalf(home) + " holds no key: delete it.", e);
        }
    }

    /** In the form that a token has it. */
    String sign(byte[] content) {
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(content);
            return encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encode(byte[] bytes) {
        return BASE64_URL.encodeToString(bytes);
    }

    private static Path folder(Path home) {
        return home.resolve("tokens");
    }

    private static Path privateHalf(Path home) {
        return folder(home).resolve("private.key");
    }

    private static String jwkSet(KeyPair pair) {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        return """
                {"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"%s","x":"%s","y":"%s"}]}
                """
                .formatted(ID, coordinate(point.getAffineX()), coordinate(point.getAffineY()));
    }

    /** A BigInteger's own bytes have a sign, and no leading zeros. */
    private static String coordinate(BigInteger value) {
        var bytes = value.toByteArray();
        var fixed = new byte[COORDINATE_BYTES];
        var length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return encode(fixed);
    }
}
