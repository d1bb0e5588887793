package dev.orderflow.payment.application.port.out;

import dev.orderflow.payment.domain.GatewayOperation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The work that waits for the gateway. What an operation means to its payment is stored with {@link
 * Payments}.
 */
public interface GatewayOperations {

    /**
     * Locks operations that are due, the longest waiting first; those that others hold locked are
     * passed over.
     */
    List<GatewayOperation> lockDue(Instant now, int most);

    /** Stores operations that were locked in this transaction. */
    void save(List<GatewayOperation> operations);

    /** Those that were called without a clear answer. */
    Unknowns unknowns();

    /**
     * @param oldest when the first of them was written down
     */
    record Unknowns(long count, Optional<Instant> oldest) {}
}
