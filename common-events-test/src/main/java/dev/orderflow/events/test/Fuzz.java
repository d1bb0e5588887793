package dev.orderflow.events.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;

/**
 * Runs a test with many inputs made up at random: 100, or as many as the system property {@code
 * orderflow.fuzz} says. They follow from a seed that a failure tells; {@code orderflow.fuzz.seed}
 * sets it.
 */
public final class Fuzz {

    /** How many inputs a run has. */
    public static final int INPUTS = Integer.getInteger("orderflow.fuzz", 100);

    private static final int EDGE_CASES_FOR = 1000;

    private Fuzz() {}

    /** Fails with the first input that the test does not pass with. */
    public static <T> void with(Arbitrary<T> inputs, Consumer<? super T> test) {
        var seed = Long.getLong("orderflow.fuzz.seed", new Random().nextLong());
        JqwikSession.run(
                () ->
                        inputs.generator(EDGE_CASES_FOR, true).stream(new Random(seed))
                                .limit(INPUTS)
                                .map(Shrinkable::value)
                                .forEach(input -> run(test, input, seed)));
    }

    private static <T> void run(Consumer<? super T> test, T input, long seed) {
        try {
            test.accept(input);
        } catch (Throwable failed) {
            throw new AssertionError(
                    "With -Dorderflow.fuzz.seed=%d: %s".formatted(seed, readable(input)), failed);
        }
    }

    private static Object readable(Object input) {
        return input instanceof byte[] bytes ? new String(bytes, UTF_8) : input;
    }
}
