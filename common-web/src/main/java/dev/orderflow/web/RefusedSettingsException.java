package dev.orderflow.web;

/** Who is calling could not be told, or not be trusted: no service starts like this. */
final class InsecureSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param action the sentence that says what to set
     */
    InsecureSettingsException(String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}
