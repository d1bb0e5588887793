package dev.orderflow.events;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue that people read says what records, schemas, golden files and topics say. */
class EventCatalogueTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "events.md");
    private static final Path TOPICS = Path.of("..", "kafka-scripts", "topics.txt");
    private static final String BEGIN = "<!-- catalogue: written by EventCatalogueTest -->\n";
    private static final String END = "<!-- end of the catalogue -->";

    private static final String HOW_TO_WRITE =
            "docs/events.md is not what the contract says. " + Contract.HOW_TO_WRITE;

    static Stream<Class<? extends Event>> types() {
        return Contract.types();
    }

    @Test
    void the_document_says_what_the_contract_says() throws IOException {
        var document = Files.readString(DOCUMENT);
        var begin = document.indexOf(BEGIN) + BEGIN.length();
        var end = document.indexOf(END);
        assertThat(document).contains(BEGIN, END);
        var catalogue = new EventCatalogue(Files.readAllLines(TOPICS)).asMarkdown();

        if (Contract.isToBeWritten()) {
            Files.writeString(
                    DOCUMENT, document.substring(0, begin) + catalogue + document.substring(end));
            return;
        }
        assertThat(document.substring(begin, end)).as(HOW_TO_WRITE).isEqualTo(catalogue);
    }

    @ParameterizedTest
    @MethodSource("types")
    void record_schema_and_golden_file_have_the_same_fields(Class<? extends Event> type) {
        var fields = names(Arrays.stream(EventMetadata.class.getRecordComponents()));
        fields.addAll(names(Arrays.stream(type.getRecordComponents())));

        assertThat(EventCatalogue.schema(type).get("properties").propertyNames())
                .as("fields of the schema")
                .containsExactlyInAnyOrderElementsOf(fields);
        assertThat(EventCatalogue.golden(type).propertyNames())
                .as("fields of the golden file")
                .containsExactlyInAnyOrderElementsOf(fields);
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_schema_says_what_the_record_is(Class<? extends Event> type) {
        assertThat(RecordShape.differences(type, EventCatalogue.schema(type)))
                .as(
                        "Record %s and its schema have to change together, and a published version only in ways"
                                + " that break nobody: CONTRIBUTING.md, \"How to change an event\"",
                        type.getSimpleName())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_event_has_a_consumer(Class<? extends Event> type) throws IOException {
        var catalogue = new EventCatalogue(Files.readAllLines(TOPICS));

        assertThat(catalogue.consumersOf(EventCatalogue.nameOf(type))).isNotEmpty();
    }

    private static Set<String> names(Stream<RecordComponent> fields) {
        return fields.map(RecordComponent::getName).collect(toCollection(LinkedHashSet::new));
    }
}
