package dev.orderflow.cli.mishap;

import dev.orderflow.cli.dlq.DeadLetterDesk;
import dev.orderflow.cli.dlq.Filter;
import dev.orderflow.cli.dlq.Reference;
import dev.orderflow.cli.dlq.Service;
import dev.orderflow.cli.rest.Answer;
import dev.orderflow.cli.rest.Credentials;
import dev.orderflow.cli.rest.JsonCalls;
import dev.orderflow.cli.stack.Ports;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What the services tell an operator about messages. */
final class Services {

    private static final String OPERATOR = "demo";

    private final JsonCalls calls;
    private final Ports ports;
    private final DeadLetterDesk desk;

    Services(Ports ports, DeadLetterDesk desk, Credentials credentials) {
        this.calls = new JsonCalls(credentials);
        this.ports = ports;
        this.desk = desk;
    }

    /** How many records of the topic the service has skipped since it was started. */
    long skipped(Service service, String topic) {
        var meter =
                "/actuator/metrics/kafka.messages.skip?tag=status:skip&tag=topic:%s"
                        .formatted(topic);
        var answer = get(service, meter);
        // A meter comes into being when it first counts.
        return answer.status() == 404
                ? 0
                : answer.expect(200).path("measurements").path(0).path("value").asLong(0);
    }

    /** How many tries each event about this aggregate took that the service has handled. */
    List<Integer> attempts(Service service, String aggregateId) {
        var handled = get(service, "/internal/events/" + aggregateId).expect(200);
        return StreamSupport.stream(handled.spliterator(), false)
                .map(event -> event.path("attempts").asInt())
                .toList();
    }

    /** The dead letter that the service has made of this record. */
    Optional<Reference> letter(Service service, RecordMetadata record) {
        return desk.of(service).list(new Filter(null, record.topic(), null, null, 50)).stream()
                .filter(it -> it.isOf(record.partition(), record.offset()))
                .map(it -> it.reference())
                .findFirst();
    }

    private Answer get(Service service, String path) {
        return calls.send(calls.asAdmin(OPERATOR, service.address(ports).resolve(path)).GET());
    }
}
