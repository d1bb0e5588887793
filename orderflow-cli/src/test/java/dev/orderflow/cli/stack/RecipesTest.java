package dev.orderflow.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipesTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @TempDir Path home;

    /** What it does not ask for would be said to nobody. */
    @Test
    void the_console_is_told_where_each_service_is_and_asks_for_that() {
        var shop = StackSettings.of(PROJECT).withHome(home).withConsole();

        assertThat(addresses(shop)).hasSize(4).doesNotContainKey("MESSAGE_SERVICE_URL");
        var withExamples = addresses(shop.withExamples());
        assertThat(withExamples)
                .hasSize(5)
                .containsEntry("MESSAGE_SERVICE_URL", "http://127.0.0.1:8086");
        assertThat(PROJECT.resolve("ops-console/src/main/resources/application.yml"))
                .content()
                .contains(withExamples.keySet().stream().map(it -> "${" + it + ":").toList());
    }

    @Test
    void large_pages_are_asked_for_where_the_system_gives_them() throws IOException {
        var mode = home.resolve("enabled");
        assertThat(Recipes.largePages(mode)).isEmpty();

        Files.writeString(mode, "always madvise [never]\n");
        assertThat(Recipes.largePages(mode)).isEmpty();

        Files.writeString(mode, "always [madvise] never\n");
        assertThat(Recipes.largePages(mode)).contains("-XX:+UseTransparentHugePages");
    }

    private Map<String, String> addresses(StackSettings settings) {
        var addresses =
                new TreeMap<>(
                        Recipes.consoleEnvironment(
                                settings,
                                ServiceSpec.console(PROJECT),
                                Secrets.load(home.resolve("secrets.properties"))));
        addresses.keySet().removeIf(it -> !it.endsWith("_SERVICE_URL"));
        return addresses;
    }
}
