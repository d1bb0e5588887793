package dev.orderflow.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The AsyncAPI document that others were given says what code, schemas and topics say. */
class AsyncApiTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "contracts", "asyncapi.json");
    private static final Path TOPICS = Path.of("..", "kafka-scripts", "topics.txt");
    private static final Path SCHEMAS = Path.of("src", "main", "resources", "schemas");

    private List<String> topics;
    private ObjectNode document;

    @BeforeEach
    void generate() throws IOException {
        topics = Files.readAllLines(TOPICS);
        document = AsyncApiDocument.of(topics, SCHEMAS);
    }

    @Test
    void what_others_were_given_is_what_the_contract_says() throws IOException {
        var text =
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(document)
                        + "\n";

        if (Contract.isToBeWritten()) {
            Files.writeString(DOCUMENT, text);
        }
        assertThat(DOCUMENT)
                .as(
                        "docs/contracts/asyncapi.json is not what the contract says. "
                                + Contract.HOW_TO_WRITE)
                .content()
                .isEqualTo(text);
    }

    @Test
    void its_channels_are_all_topics_and_no_others() {
        var addresses =
                document.get("channels").valueStream().flatMap(AsyncApiTest::addresses).toList();

        assertThat(addresses)
                .containsExactlyInAnyOrderElementsOf(
                        topics.stream()
                                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                                .map(line -> line.split("\\s+")[0])
                                .toList());
    }

    @Test
    void everything_that_it_refers_to_is_there() {
        assertThat(document.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        ref ->
                                assertThat(document.at(ref.substring(1)).isMissingNode())
                                        .as(ref)
                                        .isFalse());
    }

    /** With a value in the place of each parameter. */
    private static Stream<String> addresses(JsonNode channel) {
        var addresses = Stream.of(channel.get("address").asString());
        for (var parameter : channel.path("parameters").properties()) {
            addresses =
                    addresses.flatMap(
                            address ->
                                    parameter
                                            .getValue()
                                            .get("enum")
                                            .valueStream()
                                            .map(
                                                    value ->
                                                            address.replace(
                                                                    "{" + parameter.getKey() + "}",
                                                                    value.asString())));
        }
        return addresses;
    }
}
