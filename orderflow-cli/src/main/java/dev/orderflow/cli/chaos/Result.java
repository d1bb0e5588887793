package dev.orderflow.cli.chaos;

import dev.orderflow.cli.verify.Breach;
import dev.orderflow.cli.verify.Invariant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What came of one round.
 *
 * @param offered how many orders a second were due, on average until the fault was over
 * @param faultSeconds how long the fault was there
 * @param written what people wrote to each other, where they can
 * @param repeated how often customers had to ask again
 * @param breaches what {@code verify} found afterwards
 * @param recoverySeconds from the end of the fault, and of the orders, until all was as before;
 *     empty where that was waited for in vain
 * @param remarks what a person should know: what was lost or doubled, or still missing
 */
public record Result(
        String fault,
        long seed,
        double offered,
        double faultSeconds,
        int orders,
        int completed,
        int cancelled,
        Written written,
        int lost,
        int doubled,
        long repeated,
        List<Breach> breaches,
        OptionalDouble recoverySeconds,
        List<String> remarks) {

    /**
     * Messages.
     *
     * @param due a second
     * @param perSecond how many were there a second until the fault was over, without those deleted
     * @param told of how many people were told
     * @param untold how many there are all the same, of requests that were not answered
     */
    public record Written(
            double due, double perSecond, int told, int untold, int read, int deleted) {

        static final Written NOTHING = new Written(0, 0, 0, 0, 0, 0);

        boolean isNothing() {
            return told + untold == 0;
        }
    }

    /**
     * Nothing lost, nothing doubled, no invariant broken, no answer unexplained, and all recovered.
     */
    boolean isClean() {
        return lost == 0
                && doubled == 0
                && breaches.isEmpty()
                && recoverySeconds.isPresent()
                && remarks.isEmpty();
    }

    List<Invariant> broken() {
        return breaches.stream().map(Breach::invariant).distinct().sorted().toList();
    }
}
