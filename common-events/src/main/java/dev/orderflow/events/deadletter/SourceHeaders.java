package dev.orderflow.events.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.events.wire.RecordOrigin;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The headers that a record had on its source topic, without those that we add when it fails. */
record SourceHeaders(List<Header> headers) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String EVENT_ID = "ce_id";

    static SourceHeaders of(Headers letter) {
        var kept = new ArrayList<Header>();
        for (var header : letter) {
            if (!RecordOrigin.isReserved(header.key())) {
                kept.add(header);
            }
        }
        return new SourceHeaders(kept);
    }

    static SourceHeaders fromJson(String json) {
        return new SourceHeaders(
                JSON.readValue(json, new TypeReference<List<Stored>>() {}).stream()
                        .map(Stored::asHeader)
                        .toList());
    }

    String asJson() {
        return JSON.writeValueAsString(headers.stream().map(Stored::of).toList());
    }

    /**
     * For a mended event, so that tools that look at the headers only do not take it for the old
     * one.
     */
    SourceHeaders withEventId(UUID eventId) {
        return new SourceHeaders(
                headers.stream()
                        .map(
                                header ->
                                        header.key().equals(EVENT_ID)
                                                ? new RecordHeader(
                                                        EVENT_ID,
                                                        eventId.toString().getBytes(UTF_8))
                                                : header)
                        .toList());
    }

    private record Stored(String name, @Nullable String value) {

        static Stored of(Header header) {
            return new Stored(
                    header.key(),
                    header.value() == null
                            ? null
                            : Base64.getEncoder().encodeToString(header.value()));
        }

        Header asHeader() {
            return new RecordHeader(name, value == null ? null : Base64.getDecoder().decode(value));
        }
    }
}
