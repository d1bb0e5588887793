package dev.orderflow.console.mishap;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.console.ConsoleProperties;
import dev.orderflow.console.broker.Broker;
import dev.orderflow.web.Problems;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sends what nobody can read, as a stranger with a console producer might. Only where {@code
 * app.console.mishaps} says so.
 */
@RestController
@RequiredArgsConstructor
class MishapController {

    private static final String TOPIC = "order-created";

    private final ConsoleProperties properties;
    private final Broker broker;

    record Poison(
            @NotBlank @Size(max = 200) String key, @NotBlank @Size(max = 10_000) String value) {}

    record Sent(String topic, int partition, long offset) {}

    @PostMapping("/api/mishaps/poison")
    ResponseEntity<?> poison(@Valid @RequestBody Poison poison) throws InterruptedException {
        if (!properties.mishaps()) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN)
                    .body(
                            Problems.of(
                                    HttpStatus.FORBIDDEN,
                                    "no-mishaps",
                                    "Nothing is broken here on purpose: app.console.mishaps is"
                                            + " off."));
        }
        try (var producer = broker.producer()) {
            var record =
                    new ProducerRecord<>(
                            TOPIC, poison.key().getBytes(UTF_8), poison.value().getBytes(UTF_8));
            var sent = producer.send(record).get(15, TimeUnit.SECONDS);
            return ResponseEntity.ok(new Sent(TOPIC, sent.partition(), sent.offset()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException refused
                    ? refused
                    : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(e);
        }
    }
}
