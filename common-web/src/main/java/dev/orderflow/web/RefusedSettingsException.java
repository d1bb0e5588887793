package dev.orderflow.web;

/** With these settings callers could not be trusted, or not be answered: no service starts so. */
final class RefusedSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param action the sentence that says what to set
     */
    RefusedSettingsException(String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}
