package dev.orderflow.cli.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are asked for; null where any will do.
 *
 * @param limit how many at most
 */
public record Filter(
        @Nullable String state,
        @Nullable String topic,
        @Nullable String group,
        @Nullable String reason,
        int limit) {

    /** As the query of an address, for one page of so many. */
    String query(int pageSize, @Nullable String cursor) {
        var query = new LinkedHashMap<String, @Nullable String>();
        query.put("state", state);
        query.put("topic", topic);
        query.put("group", group);
        query.put("reason", reason);
        query.put("cursor", cursor);
        query.put("limit", Integer.toString(pageSize));
        return encoded(query);
    }

    static String encoded(Map<String, @Nullable String> query) {
        return query.entrySet().stream()
                .filter(it -> it.getValue() != null)
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
