package com.example.messages.adapter.out.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.example.messages.application.port.out.FeedSchemas;
import com.example.messages.domain.Flaw;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.json.JsonMapper;

/** Reads the schema of each feed at the start, so that one without a schema does not start. */
@Component
class JsonFeedSchemas implements FeedSchemas {

    /** As long as a record key of ours can be. */
    private static final int MAX_KEY = 64;

    private static final JsonMapper JSON = JsonMapper.shared();

    private record Feed(Schema schema, JsonPointer key) {}

    private final Map<String, Feed> feeds = new HashMap<>();

    JsonFeedSchemas(FeedSettings settings) {
        var schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        settings.feeds()
                .forEach(
                        (name, key) ->
                                feeds.put(
                                        name,
                                        new Feed(
                                                schemas.getSchema(schema(name)),
                                                JsonPointer.compile("/" + key.replace('.', '/')))));
    }

    private static String schema(String feed) {
        var file = new ClassPathResource("feeds/%s.schema.json".formatted(feed));
        try {
            return file.getContentAsString(UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(
                    "Feed %s needs its schema, %s".formatted(feed, file.getPath()), missing);
        }
    }

    @Override
    public boolean knows(String feed) {
        return feeds.containsKey(feed);
    }

    @Override
    public List<Flaw> flaws(String feed, int number, String element) {
        var known = feeds.get(feed);
        var flaws =
                known.schema().validate(element, InputFormat.JSON).stream()
                        .map(
                                error ->
                                        new Flaw(
                                                number,
                                                error.getInstanceLocation().toString(),
                                                error.getMessage()))
                        .toList();
        if (!flaws.isEmpty()) {
            return flaws;
        }
        var key = key(feed, element);
        return key.isBlank() || key.length() > MAX_KEY
                ? List.of(
                        new Flaw(
                                number,
                                known.key().toString(),
                                "is the record key, and needs 1 to %d characters"
                                        .formatted(MAX_KEY)))
                : List.of();
    }

    @Override
    public String key(String feed, String element) {
        return JSON.readTree(element).at(feeds.get(feed).key()).asString("");
    }
}
