package dev.orderflow.events;

import dev.orderflow.events.consumer.DeadLetterSample;
import dev.orderflow.events.wire.EventHeaders;
import dev.orderflow.events.wire.RecordOrigin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * All topics as one AsyncAPI 3 document, made of the contract's records, their schemas and golden
 * files, of what the library writes into headers, and of the list of topics.
 *
 * <p>The schemas of the events are written in what JSON Schema 2020-12 and AsyncAPI's own dialect
 * have in common, so that every tool can read them there.
 */
final class AsyncApiDocument {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String KAFKA_BINDING = "0.5.0";

    private static final Map<String, String> HEADERS =
            Map.ofEntries(
                    Map.entry("ce_specversion", "CloudEvents: always 1.0"),
                    Map.entry("ce_id", "eventId"),
                    Map.entry("ce_type", "eventType"),
                    Map.entry("ce_source", "A slash and the service that published it"),
                    Map.entry("ce_time", "timestamp"),
                    Map.entry("ce_subject", "aggregateId"),
                    Map.entry("content-type", "Always application/json"),
                    Map.entry("traceparent", "W3C trace context: where it was published"),
                    Map.entry("retry.original.partition", "Where it was on the event's own topic"),
                    Map.entry("retry.original.offset", "Where it was on the event's own topic"),
                    Map.entry(
                            "retry.original.timestamp",
                            "Of the record on the event's own topic, in milliseconds since 1970"),
                    Map.entry("retry.attempts", "How often its handling has failed until now"),
                    Map.entry(
                            "dlq.replay.count",
                            "How often a person has sent it again; absent before the first time"),
                    Map.entry("dlq.service", "The service that could not handle it"),
                    Map.entry("dlq.original.topic", "The event's own topic"),
                    Map.entry("dlq.original.partition", "Where it was on that topic"),
                    Map.entry("dlq.original.offset", "Where it was on that topic"),
                    Map.entry("dlq.original.timestamp", "Of the record on that topic"),
                    Map.entry("dlq.error.timestamp", "When it was given up"),
                    Map.entry("dlq.error.class", "The exception's class"),
                    Map.entry("dlq.error.message", "The exception's message, cut at 1 KB"),
                    Map.entry("dlq.error.stacktrace", "Where it was thrown, cut at 8 KB"),
                    Map.entry("dlq.attempts", "How often it was tried"),
                    Map.entry(
                            "dlq.reason",
                            "unparsable (it is no event), exhausted (every retry failed) or fatal (no retry would help)"));

    private final EventCatalogue catalogue;
    private final List<String[]> topics;
    private final Path schemas;
    private final ObjectNode document = JSON.createObjectNode();

    private AsyncApiDocument(List<String> topicsFile, Path schemas) {
        this.catalogue = new EventCatalogue(topicsFile);
        this.topics =
                topicsFile.stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(line -> line.split("\\s+"))
                        .toList();
        this.schemas = schemas;
    }

    /**
     * @param topicsFile the lines of {@code kafka-scripts/topics.txt}
     * @param schemas the folder with the schemas of all versions
     */
    static ObjectNode of(List<String> topicsFile, Path schemas) {
        return new AsyncApiDocument(topicsFile, schemas).write();
    }

    private ObjectNode write() {
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Orderflow's events")
                .put("version", "1")
                .put(
                        "description",
                        "What the services tell each other over Kafka. One topic an event type; the record's key is the"
                                + " aggregateId; the value says it all, headers repeat what tools like to see. Readers"
                                + " ignore fields that they do not know.")
                .putObject("license")
                .put("name", "Apache-2.0");
        document.put("defaultContentType", "application/json");
        document.putObject("servers")
                .putObject("local")
                .put("host", "localhost:9092")
                .put("protocol", "kafka")
                .put("description", "The local stack, ./orderflow up");
        var channels = document.putObject("channels");
        var operations = document.putObject("operations");
        Contract.types().forEach(type -> addChannels(channels, type));
        Contract.types().forEach(type -> addOperations(operations, type));
        var components = document.putObject("components");
        var messages = components.putObject("messages");
        var ofComponents = components.putObject("schemas");
        Contract.types().forEach(type -> addMessages(messages, type));
        Contract.types().forEach(type -> addSchemas(ofComponents, type));
        ofComponents.set("event-headers", headers(eventHeaders()));
        ofComponents.set("retry-headers", headers(eventHeaders(), retryHeaders()));
        ofComponents.set(
                "dead-letter-headers", headers(eventHeaders(), DeadLetterSample.headers()));
        return document;
    }

    private void addChannels(ObjectNode channels, Class<? extends Event> type) {
        var name = EventCatalogue.nameOf(type);
        var consumers = catalogue.consumersOf(name);
        var says = EventCatalogue.schema(type).get("description").asString();

        var own = channels.putObject(name).put("address", name).put("summary", says);
        var messages = own.putObject("messages");
        versions(name)
                .forEach(
                        (version, _) ->
                                messages.set(version, ref("/components/messages/" + version)));
        own.set("bindings", topic(name));

        var retries = channels.putObject(name + ".retry");
        retries.put("address", name + ".{service}.retry-{number}")
                .put(
                        "summary",
                        "Events of %s that wait to be tried again by one consumer. For its eyes only."
                                .formatted(name));
        retries.putObject("messages")
                .set(name, message(name, "retry-headers").put("summary", "The event as it came"));
        var parameters = addConsumers(retries, consumers);
        var numbers =
                parameters
                        .putObject("number")
                        .put("description", "Each waits longer than the one before")
                        .putArray("enum");
        topics.stream()
                .map(topic -> topic[0])
                .filter(topic -> topic.startsWith(name + "." + consumers.getFirst() + ".retry-"))
                .forEach(topic -> numbers.add(topic.substring(topic.lastIndexOf('-') + 1)));
        retries.set("bindings", topic(name + "." + consumers.getFirst() + ".retry-1"));

        var dead = channels.putObject(name + ".dlq");
        dead.put("address", name + ".{service}.dlq")
                .put(
                        "summary",
                        "Events of %s that one consumer gave up. To be looked at, and sent again by its review only."
                                .formatted(name));
        var letter =
                message(name, "dead-letter-headers")
                        .put("summary", "Key and value as they came, whatever they are");
        letter.remove("payload");
        letter.remove("contentType");
        dead.putObject("messages").set(name, letter);
        addConsumers(dead, consumers);
        dead.set("bindings", topic(name + "." + consumers.getFirst() + ".dlq"));
    }

    private ObjectNode addConsumers(ObjectNode channel, List<String> consumers) {
        var parameters = channel.putObject("parameters");
        var services =
                parameters.putObject("service").put("description", "The consumer").putArray("enum");
        consumers.forEach(services::add);
        return parameters;
    }

    private void addOperations(ObjectNode operations, Class<? extends Event> type) {
        var name = EventCatalogue.nameOf(type);
        var publisher = EventCatalogue.publisherOf(type);
        addOperation(operations, publisher + ".publishes." + name, "send", name, publisher);
        for (var consumer : catalogue.consumersOf(name)) {
            var operation =
                    addOperation(
                            operations, consumer + ".consumes." + name, "receive", name, consumer);
            operation
                    .putObject("bindings")
                    .putObject("kafka")
                    .put("bindingVersion", KAFKA_BINDING)
                    .putObject("groupId")
                    .put("type", "string")
                    .put("const", consumer + "-group");
        }
    }

    private ObjectNode addOperation(
            ObjectNode operations, String id, String action, String topic, String service) {
        var operation = operations.putObject(id).put("action", action);
        operation.set("channel", ref("/channels/" + topic));
        operation.putArray("tags").addObject().put("name", service);
        var messages = operation.putArray("messages");
        versions(topic)
                .forEach(
                        (version, _) ->
                                messages.add(
                                        ref("/channels/%s/messages/%s".formatted(topic, version))));
        return operation;
    }

    private void addMessages(ObjectNode messages, Class<? extends Event> type) {
        var newest = Contract.versionOf(type);
        versions(EventCatalogue.nameOf(type))
                .forEach(
                        (version, schema) -> {
                            var message = message(version, "event-headers");
                            message.put("name", EventCatalogue.nameOf(type))
                                    .put("summary", schema.get("description").asString());
                            if (version.equals(newest)) {
                                message.putArray("examples")
                                        .addObject()
                                        .set("payload", EventCatalogue.golden(type));
                            } else {
                                message.put("description", "An older version; it is still read");
                            }
                            messages.set(version, message);
                        });
    }

    private void addSchemas(ObjectNode ofComponents, Class<? extends Event> type) {
        versions(EventCatalogue.nameOf(type))
                .forEach(
                        (version, schema) ->
                                ofComponents.set(
                                        version,
                                        ((ObjectNode) schema).without(List.of("$schema", "$id"))));
    }

    private ObjectNode message(String version, String headers) {
        var message = JSON.createObjectNode();
        message.put("title", version).put("contentType", "application/json");
        message.set("headers", ref("/components/schemas/" + headers));
        if (version.contains(".v")) {
            message.set("payload", ref("/components/schemas/" + version));
        } else {
            var anyOf = message.putObject("payload").putArray("anyOf");
            versions(version).forEach((it, _) -> anyOf.add(ref("/components/schemas/" + it)));
        }
        message.putObject("correlationId").put("location", "$message.payload#/correlationId");
        message.putObject("bindings")
                .putObject("kafka")
                .put("bindingVersion", KAFKA_BINDING)
                .putObject("key")
                .put("type", "string")
                .put("description", "aggregateId");
        return message;
    }

    /** The kinds of all schemas of an event type, oldest first. */
    private Map<String, JsonNode> versions(String eventType) {
        var versions = new TreeMap<String, JsonNode>();
        try (var files = Files.list(schemas)) {
            files.filter(file -> file.getFileName().toString().startsWith(eventType + ".v"))
                    .forEach(
                            file ->
                                    versions.put(
                                            file.getFileName()
                                                    .toString()
                                                    .replace(".schema.json", ""),
                                            JSON.readTree(file)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return versions;
    }

    private ObjectNode topic(String name) {
        var words =
                topics.stream()
                        .filter(topic -> topic[0].equals(name))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("topics.txt has no " + name));
        var kafka = JSON.createObjectNode();
        var topic =
                kafka.putObject("kafka")
                        .put("bindingVersion", KAFKA_BINDING)
                        .put("partitions", Integer.parseInt(words[1]));
        var settings = topic.putObject("topicConfiguration");
        settings.putArray("cleanup.policy").add(words[3]);
        settings.put("retention.ms", Long.parseLong(words[2]));
        if (words.length > 4) {
            settings.put("max.message.bytes", Integer.parseInt(words[4]));
        }
        return kafka;
    }

    private static Headers eventHeaders() {
        var headers = new RecordHeaders();
        EventHeaders.add(headers, "", "", "", "", "", "");
        return headers;
    }

    private static Headers retryHeaders() {
        var headers = new RecordHeaders();
        new RecordOrigin("", 0, 0, 0, 1, 1).addTo(headers);
        return headers;
    }

    private static ObjectNode headers(Headers... all) {
        var schema = JSON.createObjectNode().put("type", "object");
        var properties = schema.putObject("properties");
        Arrays.stream(all)
                .flatMap(headers -> StreamSupport.stream(headers.spliterator(), false))
                .forEach(
                        header -> {
                            var says = HEADERS.get(header.key());
                            if (says == null) {
                                throw new AssertionError(
                                        "Say in AsyncApiDocument what header %s means"
                                                .formatted(header.key()));
                            }
                            properties
                                    .putObject(header.key())
                                    .put("type", "string")
                                    .put("description", says);
                        });
        return schema;
    }

    private static ObjectNode ref(String path) {
        return JSON.createObjectNode().put("$ref", "#" + path);
    }
}
