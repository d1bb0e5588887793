package dev.orderflow.console.pipeline;

import dev.orderflow.console.ConsoleProperties;
import dev.orderflow.console.pipeline.Sample.Health;
import dev.orderflow.console.services.ServiceCalls;
import dev.orderflow.web.CollectorIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Asks the services how they are, and for the few of their metrics that the picture shows. */
@Component
@RequiredArgsConstructor
class ServiceFigures {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String ASKED_FOR =
            "/actuator/prometheus?includedNames="
                    + String.join(
                            ",",
                            List.of(
                                    "dead_letters",
                                    "dead_letters_oldest_age_seconds",
                                    "outbox_events",
                                    "outbox_oldest_age_seconds",
                                    "kafka_consumer_listening",
                                    "kafka_consumer_stopped_partitions",
                                    // Without what each series ends in.
                                    "kafka_messages_processing_time_seconds",
                                    "orders_entered",
                                    "orders_past_deadline",
                                    "invariant_breaches"));

    private final ConsoleProperties properties;
    private final ServiceCalls calls;
    private final CollectorIdentity identity;

    /**
     * @param isKnown whether it let its metrics be read
     */
    record Answer(Health health, boolean isKnown, Metrics metrics) {

        static final Answer NONE = new Answer(Health.AWAY, false, Metrics.NONE);
    }

    /** All services at once; by name. */
    Map<String, Answer> ask() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new TreeMap<String, CompletableFuture<Answer>>();
            properties
                    .services()
                    .forEach(
                            (name, address) ->
                                    asked.put(
                                            name,
                                            CompletableFuture.supplyAsync(
                                                    () -> ask(address), threads)));
            var answers = new TreeMap<String, Answer>();
            asked.forEach((name, answer) -> answers.put(name, answer.join()));
            return answers;
        }
    }

    /** What {@code ./orderflow verify} tells, if it runs. */
    Metrics verified() {
        try {
            var answer = get(properties.invariants(), Map.of());
            return answer.isGood() ? Metrics.parse(answer.body()) : Metrics.NONE;
        } catch (IOException itDoesNotRun) {
            return Metrics.NONE;
        }
    }

    private Answer ask(URI service) {
        try {
            var ready = get(service.resolve("/actuator/health/readiness"), Map.of()).isGood();
            var figures = get(service.resolve(ASKED_FOR), identity.headers());
            return new Answer(
                    ready ? Health.UP : Health.NOT_READY,
                    figures.isGood(),
                    figures.isGood() ? Metrics.parse(figures.body()) : Metrics.NONE);
        } catch (IOException away) {
            return Answer.NONE;
        }
    }

    private record Text(int status, String body) {

        boolean isGood() {
            return status == 200;
        }
    }

    private Text get(URI address, Map<String, String> headers) throws IOException {
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        headers.forEach(request::header);
        try {
            var answer = calls.send(request.build(), BodyHandlers.ofString());
            return new Text(answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
