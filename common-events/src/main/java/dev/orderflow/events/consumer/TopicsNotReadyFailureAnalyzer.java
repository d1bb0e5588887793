package dev.orderflow.events.consumer;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints the sentence instead of a stack trace. */
final class TopicsNotReadyFailureAnalyzer extends AbstractFailureAnalyzer<TopicsNotReadyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TopicsNotReadyException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Create the topics of kafka-scripts/topics.txt on the broker, or set app.kafka.topics to those that exist.",
                cause);
    }
}
