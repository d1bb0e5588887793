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
 * @param messages how many people were told of, where they can write to each other
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
        int messages,
        int lost,
        int doubled,
        long repeated,
        List<Breach> breaches,
        OptionalDouble recoverySeconds,
        List<String> remarks) {

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
