package dev.orderflow.events.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds the OpenAPI document of a service that others were given to what the service says of itself
 * at {@code /v3/api-docs}. Where a service runs, and how its callers prove who they are there, is
 * not part of that.
 */
public final class OpenApi {

    /** With {@code true} for this system property the document is written, not compared. */
    private static final String WRITE = "orderflow.contracts.write";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private OpenApi() {}

    public static void check(int port, Path document) {
        try {
            var served = served(port);
            if (Boolean.getBoolean(WRITE)) {
                Files.writeString(document, served);
            }
            assertThat(document)
                    .as(
                            "%s is not what the service answers. If that is wanted, write it anew with `-D%s=true` (in"
                                    + " Orderflow: `./mvnw -Pcontracts test`), look at the difference, and commit it",
                            document, WRITE)
                    .exists()
                    .content()
                    .isEqualTo(served);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String served(int port) throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:%d/v3/api-docs".formatted(port));
        try (var http = HttpClient.newHttpClient()) {
            var answer =
                    http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            var document = (ObjectNode) JSON.readTree(answer.body());
            document.remove(List.of("servers", "security"));
            document.withObject("/components").remove("securitySchemes");
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
        }
    }
}
