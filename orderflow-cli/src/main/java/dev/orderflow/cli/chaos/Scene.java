package dev.orderflow.cli.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where a fault happens.
 *
 * @param random chooses whatever is left to chance, the same for the same seed
 * @param time how long a fault lasts that has no length of its own
 */
record Scene(ChaosSystem system, RandomGenerator random, Duration time) {

    /** Between 5 and 10 seconds: long enough to be missed. */
    Duration aWhile() {
        return Duration.ofMillis(random.nextInt(5_000, 10_000));
    }

    void pause(Duration length) throws InterruptedException {
        Thread.sleep(length);
    }

    void pauseSeconds(int seconds) throws InterruptedException {
        pause(Duration.ofSeconds(seconds));
    }

    /** The services, in an order that is left to chance. */
    List<String> shuffledServices() {
        var services = ChaosSystem.SERVICES;
        var places =
                IntStream.range(0, services.size())
                        .boxed()
                        .collect(Collectors.toMap(it -> it, _ -> random.nextLong()));
        return IntStream.range(0, services.size())
                .boxed()
                .sorted((one, other) -> Long.compare(places.get(one), places.get(other)))
                .map(services::get)
                .toList();
    }

    /** Does not run, and does not know it: its connections stay. */
    void freeze(String part) {
        signal("STOP", part);
    }

    void thaw(String part) {
        signal("CONT", part);
    }

    private void signal(String signal, String part) {
        var pid = Long.toString(system.stack().process(part).pid());
        try {
            new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "%s cannot be sent SIG%s: this system has no 'kill'.".formatted(part, signal),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
