package dev.orderflow.cli.bench;

/**
 * What was measured.
 *
 * @param refused how often the service asked to be called again later
 * @param errors how often a request had to be repeated for another reason
 * @param firstError the answer to the first of these; empty where there was none
 * @param notCompleted orders that came to another end
 */
public record Report(
        Load load,
        double acceptedPerSecond,
        double completedPerSecond,
        Percentiles postMs,
        Percentiles postToCompletedMs,
        Costs costs,
        long refused,
        long errors,
        String firstError,
        int notCompleted) {

    /** Whether each order was accepted at its first or a later call and is completed now. */
    public boolean isClean() {
        return errors == 0 && notCompleted == 0;
    }
}
