package dev.orderflow.events.deadletter;

/**
 * What was asked for cannot be done; the message is a sentence that says what to mend.
 *
 * <p>Knows HTTP's status numbers only as the name of the kind of refusal: a service without a web
 * server has no other class of HTTP.
 */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    private RefusedException(int status, String type, String sentence) {
        super(sentence);
        this.status = status;
        this.type = type;
    }

    static RefusedException malformed(String sentence) {
        return new RefusedException(400, "invalid-request", sentence);
    }

    static RefusedException unknownCaller() {
        return new RefusedException(
                401,
                "unknown-caller",
                "Say who is calling: every act is written down with a name.");
    }

    static RefusedException unknownLetter(long id) {
        return new RefusedException(
                404,
                "dead-letter-not-found",
                "There is no dead letter %d here. It may be another service's, or older than app.kafka.dlq.retention."
                        .formatted(id));
    }

    static RefusedException unknownReplay(Object id) {
        return new RefusedException(
                404,
                "replay-not-found",
                "There is no replay %s here. It may be another service's.".formatted(id));
    }

    static RefusedException inTheWrongState(String sentence) {
        return new RefusedException(409, "dead-letter-state", sentence);
    }

    static RefusedException alreadyApplied(String sentence) {
        return new RefusedException(409, "already-applied", sentence);
    }

    static RefusedException unreadable(String sentence) {
        return new RefusedException(422, "unreadable-event", sentence);
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }
}
