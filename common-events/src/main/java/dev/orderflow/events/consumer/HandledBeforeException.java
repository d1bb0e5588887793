package dev.orderflow.events.consumer;

import java.io.Serial;
import org.springframework.dao.DuplicateKeyException;

/** Some of the events that were to be marked as handled are marked already. */
class HandledBeforeException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    HandledBeforeException(DuplicateKeyException cause) {
        super(cause);
    }
}
