package dev.orderflow.payment.domain;

import java.time.Duration;

/**
 * How patient this service is with the gateway.
 *
 * @param maxCharges how often a card is charged, each time under a new id, before the payment fails
 * @param lease how long an operation belongs to the worker that took it; longer than any call
 * @param firstPause before the first enquiry or repetition; each further pause is twice the one
 *     before
 * @param longestPause what pauses grow to
 */
public record GatewayPolicy(
        int maxCharges, Duration lease, Duration firstPause, Duration longestPause) {

    private static final int MAX_DOUBLINGS = 20;

    public GatewayPolicy {
        if (maxCharges < 1
                || !lease.isPositive()
                || !firstPause.isPositive()
                || firstPause.compareTo(longestPause) > 0) {
            throw new IllegalArgumentException(
                    "At least one charge, a lease and pauses longer than nothing, and the longest pause not under the first");
        }
    }

    /** The pause after so many earlier ones. */
    Duration pause(int earlier) {
        var grown = firstPause.multipliedBy(1L << Math.min(earlier, MAX_DOUBLINGS));
        return grown.compareTo(longestPause) < 0 ? grown : longestPause;
    }
}
