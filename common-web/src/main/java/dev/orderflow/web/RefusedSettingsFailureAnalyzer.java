package dev.orderflow.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints the sentences instead of a stack trace. */
final class RefusedSettingsFailureAnalyzer
        extends AbstractFailureAnalyzer<RefusedSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RefusedSettingsException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
