package dev.orderflow.web;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;

/**
 * What a request can wait for, one after the other: its body, a connection to the database, and an
 * answer of the database. Of Kafka nothing is asked while somebody waits: events go out by the
 * outbox.
 */
record RequestTime(Map<String, Duration> waits) {

    static RequestTime in(Environment settings, WebProperties web) {
        var waits = new TreeMap<String, Duration>();
        waits.put("app.web.body-timeout", web.bodyTimeout());
        read(waits, settings, "server.tomcat.connection-timeout");
        read(waits, settings, "spring.datasource.hikari.connection-timeout");
        read(waits, settings, "spring.datasource.hikari.data-source-properties.socketTimeout");
        return new RequestTime(waits);
    }

    Duration atMost() {
        return waits.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * @throws RefusedSettingsException where that is longer than anybody waits for an answer
     */
    void mustFitInto(Duration requestTimeout) {
        if (atMost().compareTo(requestTimeout) >= 0) {
            throw new RefusedSettingsException(
                    "A request can take %d s, longer than app.web.request-timeout, which is %d s: %s."
                            .formatted(
                                    atMost().toSeconds(),
                                    requestTimeout.toSeconds(),
                                    waits.entrySet().stream()
                                            .map(
                                                    it ->
                                                            it.getKey()
                                                                    + "="
                                                                    + it.getValue().toSeconds()
                                                                    + "s")
                                            .collect(Collectors.joining(", "))),
                    "Set them so that their sum is less, or app.web.request-timeout to more, and let whoever calls wait so long.");
        }
    }

    /** A plain number is milliseconds, for all of them. */
    private static void read(Map<String, Duration> waits, Environment settings, String name) {
        var value = settings.getProperty(name);
        if (value != null) {
            waits.put(name, DurationStyle.detectAndParse(value));
        }
    }
}
