package com.example.messages.application.port.out;

import java.time.Duration;

/** The consumers of this service, in all its instances. */
public interface Consumers {

    /**
     * @return false when it takes longer than this until they have dealt with all that was
     *     published
     */
    boolean awaitHandled(Duration patience);
}
