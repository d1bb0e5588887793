package dev.orderflow.events.consumer;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints the sentence instead of a stack trace. */
final class UnusableSubscriptionFailureAnalyzer
        extends AbstractFailureAnalyzer<UnusableSubscriptionException> {

    @Override
    protected FailureAnalysis analyze(
            Throwable rootFailure, UnusableSubscriptionException unusable) {
        return new FailureAnalysis(unusable.getMessage(), null, unusable);
    }
}
