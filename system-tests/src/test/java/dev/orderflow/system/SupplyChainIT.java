package dev.orderflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each service's jar lists what it is made of, and all of that may be given away with it. */
class SupplyChainIT {

    /** SPDX ids, or names where there is no id. Another one is read before it is added. */
    static final Set<String> FINE =
            Set.of(
                    "Apache-2.0",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "CC0-1.0",
                    "EPL-2.0",
                    "MIT",
                    // Of MySQL's driver; the exception lets programs under Apache-2.0 use it.
                    "The GNU General Public License, v2 with Universal FOSS Exception, v1.0");

    @ParameterizedTest
    @ValueSource(strings = {"order", "inventory", "payment", "notification"})
    void a_jar_lists_every_library_in_it_with_a_licence_that_is_fine(String name)
            throws IOException {
        var service = name + "-service";
        try (var jar =
                new JarFile(
                        Checkout.FOLDER
                                .resolve(service + "/target/" + service + ".jar")
                                .toFile())) {
            var location = jar.getManifest().getMainAttributes().getValue("Sbom-Location");
            if (System.getenv("CI") == null) {
                assumeThat(jar.getEntry(location))
                        .as("the parts list of %s, which only a build without -o makes", service)
                        .isNotNull();
            }
            var listed = components(jar, location);

            assertThat(listed.stream().map(SupplyChainIT::file).collect(Collectors.toSet()))
                    .containsAll(libraries(jar));
            assertThat(refused(listed)).isEmpty();
        }
    }

    private static List<JsonNode> components(JarFile jar, String location) throws IOException {
        try (var bom = jar.getInputStream(jar.getEntry(location))) {
            return List.copyOf(JsonMapper.shared().readTree(bom).required("components").values());
        }
    }

    private static Set<String> libraries(JarFile jar) {
        return jar.stream()
                .map(entry -> entry.getName())
                .filter(entry -> entry.startsWith("BOOT-INF/lib/") && entry.endsWith(".jar"))
                .map(entry -> entry.substring("BOOT-INF/lib/".length()))
                // Made by the repackaging itself.
                .filter(library -> !library.startsWith("spring-boot-jarmode-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String file(JsonNode component) {
        return "%s-%s.jar"
                .formatted(
                        component.required("name").asString(),
                        component.required("version").asString());
    }

    private static List<String> refused(List<JsonNode> components) {
        var refused = new ArrayList<String>();
        for (var component : components) {
            // One of several is enough: the others are offered beside it.
            if (licences(component).noneMatch(FINE::contains)) {
                refused.add(file(component) + " " + licences(component).toList());
            }
        }
        return refused;
    }

    private static Stream<String> licences(JsonNode component) {
        return component
                .path("licenses")
                .valueStream()
                .flatMap(
                        it ->
                                Stream.of(
                                        it.path("license").path("id"),
                                        it.path("license").path("name"),
                                        it.path("expression")))
                .filter(JsonNode::isString)
                .map(JsonNode::asString);
    }
}
