package dev.orderflow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page that people read says what the documents say. */
class ContractPageTest {

    private static final Path CONTRACTS = Path.of("..", "docs", "contracts");
    private static final Path PAGE = CONTRACTS.resolve("index.html");

    @Test
    void the_page_is_made_of_the_documents() throws IOException {
        var page = page().html();

        if (Boolean.getBoolean("orderflow.contracts.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as(
                        "docs/contracts/index.html is out of date. Run `./mvnw -Pcontracts test`, and commit it")
                .content()
                .isEqualTo(page);
    }

    @Test
    void nothing_in_a_document_becomes_markup() {
        var services = new LinkedHashMap<String, JsonNode>();
        services.put(
                "<b>service</b>",
                JsonMapper.shared()
                        .readTree(
                                """
                                {"paths":{"/<i>":{"get":{"summary":"<script>alert(1)</script>","responses":{"<u>":{"description":"\\"<a>"}}}}}}"""));

        assertThat(new ContractPage(services, asyncApi()).html())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script", "<b>", "<i>", "<u>", "<a>");
    }

    private static ContractPage page() throws IOException {
        var services = new LinkedHashMap<String, JsonNode>();
        try (var files = Files.list(CONTRACTS.resolve("openapi"))) {
            for (var file : files.sorted().toList()) {
                services.put(
                        file.getFileName().toString().replace(".json", ""),
                        JsonMapper.shared().readTree(file));
            }
        }
        return new ContractPage(services, asyncApi());
    }

    private static JsonNode asyncApi() {
        return JsonMapper.shared().readTree(CONTRACTS.resolve("asyncapi.json"));
    }
}
