package com.example.messages.application.port.in;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Measures the service with messages of its own making. */
public interface BulkUseCase {

    /**
     * @param awaitHandled whether to wait for the consumers, too
     */
    Bulk send(String person, int count, boolean awaitHandled);

    /**
     * @param sending until all were committed
     * @param handling from then until all consumers had dealt with them; null when that is not
     *     waited for, or takes longer than anybody waits
     */
    record Bulk(int sent, Duration sending, @Nullable Duration handling) {}
}
