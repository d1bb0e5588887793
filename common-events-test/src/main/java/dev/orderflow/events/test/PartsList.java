package dev.orderflow.events.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an executable jar says it is made of (CycloneDX), held against what is in it. */
public final class PartsList {

    private static final String PLACE = "META-INF/sbom/application.cdx.json";

    /** SPDX ids, or names where there is no id. Another one is read before it is added. */
    private static final Set<String> FINE =
            Set.of(
                    "Apache-2.0",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "CC0-1.0",
                    "EPL-2.0",
                    "MIT",
                    // Of MySQL's driver; the exception lets programs under Apache-2.0 use it.
                    "The GNU General Public License, v2 with Universal FOSS Exception, v1.0");

    private PartsList() {}

    /** Every library in the jar is listed, and all that is listed may be given away with it. */
    public static void check(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            if (System.getenv("CI") == null) {
                assumeThat(file.getEntry(PLACE))
                        .as("the parts list of %s, which only a build without -o makes", jar)
                        .isNotNull();
            }
            assertThat(file.getManifest().getMainAttributes().getValue("Sbom-Location"))
                    .isEqualTo(PLACE);
            var listed = components(file);

            assertThat(listed.stream().map(PartsList::file).collect(Collectors.toSet()))
                    .containsAll(libraries(file));
            assertThat(refused(listed)).isEmpty();
        }
    }

    private static List<JsonNode> components(JarFile jar) throws IOException {
        try (var list = jar.getInputStream(jar.getEntry(PLACE))) {
            return List.copyOf(JsonMapper.shared().readTree(list).required("components").values());
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
