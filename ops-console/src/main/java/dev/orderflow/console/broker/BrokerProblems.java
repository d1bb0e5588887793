package dev.orderflow.console.broker;

import dev.orderflow.web.ProblemMapping;
import dev.orderflow.web.Problems;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

@Component
class BrokerProblems implements ProblemMapping {

    @Override
    public @Nullable ProblemDetail map(RuntimeException exception) {
        return switch (exception) {
            case UnknownTopicOrPartitionException _ ->
                    Problems.of(
                            HttpStatus.NOT_FOUND,
                            "topic-not-found",
                            "There is no such topic, or no such partition of it.");
            case AuthenticationException _, AuthorizationException _ ->
                    Problems.of(
                            HttpStatus.BAD_GATEWAY,
                            "broker-refuses",
                            "The broker does not let the console do that: see"
                                    + " kafka-scripts/acls.txt.");
            case KafkaException away ->
                    Problems.of(
                            HttpStatus.BAD_GATEWAY,
                            "broker-away",
                            "The broker does not answer (%s). Look again in a moment."
                                    .formatted(away.getClass().getSimpleName()));
            default -> null;
        };
    }
}
