package dev.orderflow.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No file of the repository has a key, a token or a password in it. */
class NoSecretsTest {

    /** Made by the build or by a stack, and not part of a commit. */
    static final Set<String> NOT_OURS = Set.of(".git", ".orderflow", "target", ".idea", ".env");

    static final List<Pattern> SECRETS =
            List.of(
                    Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----\\s*[A-Za-z0-9+/=]{40}"),
                    Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\."),
                    Pattern.compile("\\b(AKIA|ASIA)[0-9A-Z]{16}\\b"),
                    Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36}"),
                    Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{10}"),
                    Pattern.compile("\\bAIza[0-9A-Za-z_-]{35}"),
                    Pattern.compile("[a-z]+://[^/\\s:@\"'$<{]+:[^/\\s@\"'$<{%]+@"));

    /** In a file of settings, also what is called a password and is a word of its own. */
    static final Pattern SETTING =
            Pattern.compile(
                    "(?im)^[^#\\n]*(password|passwd|secret|api[-_]?key|private[-_]?key|access[-_]?token)[\"']?[ \\t]*[:=][ \\t]*[\"']?[A-Za-z0-9+/_!-]{4}");

    static final Pattern SETTINGS =
            Pattern.compile(
                    ".*\\.(ya?ml|properties|env|conf|cnf|ini|toml|xml|json)(\\.example)?|Dockerfile");

    @Test
    void no_file_has_a_secret() throws IOException {
        var found = new ArrayList<String>();
        for (var file : files()) {
            secretsIn(file.getFileName().toString(), Files.readString(file, ISO_8859_1))
                    .forEach(secret -> found.add(Checkout.FOLDER.relativize(file) + ": " + secret));
        }

        assertThat(found)
                .as("Take it out of the file and out of the history, and make a new one")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  password: hunter42",
                "spring.datasource.password=hunter42",
                "MYSQL_ROOT_PASSWORD: 'root'",
                "\"apiKey\": \"0a1b2c3d\"",
                "jdbc:mysql://root:" + "hunter42@127.0.0.1/x", // else this file had one
            })
    void what_is_looked_for_is_found(String line) {
        assertThat(secretsIn("application.yml", "name: x\n" + line + "\n")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  password: ${ORDER_DB_PASSWORD:?copy .env.example to .env}",
                "ORDER_DB_PASSWORD=",
                "# password: as in the file of secrets",
                "http://${user}:${password}@127.0.0.1/",
            })
    void where_a_secret_comes_from_may_be_said(String line) {
        assertThat(secretsIn("application.yml", "name: x\n" + line + "\n")).isEmpty();
    }

    private static List<String> secretsIn(String name, String text) {
        var patterns =
                SETTINGS.matcher(name).matches()
                        ? Stream.concat(SECRETS.stream(), Stream.of(SETTING))
                        : SECRETS.stream();
        // Which rule it was, never the secret: this is printed.
        return patterns.filter(pattern -> pattern.matcher(text).find())
                .map(Pattern::pattern)
                .toList();
    }

    private static List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(
                Checkout.FOLDER,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
                        return NOT_OURS.contains(folder.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                        if (!NOT_OURS.contains(file.getFileName().toString())) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files;
    }
}
