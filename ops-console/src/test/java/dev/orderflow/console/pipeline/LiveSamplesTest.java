package dev.orderflow.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.console.ConsoleProperties;
import dev.orderflow.console.pipeline.Sample.Invariants;
import dev.orderflow.console.pipeline.Sample.Orders;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(60)
class LiveSamplesTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int VIEWERS = 3;

    final AtomicInteger taken = new AtomicInteger();
    final AtomicInteger atOnce = new AtomicInteger();
    final LiveSamples samples =
            new LiveSamples(
                    this::sample,
                    new ConsoleProperties(
                            Map.of(),
                            Duration.ofMillis(5),
                            VIEWERS,
                            URI.create("http://127.0.0.1:1"),
                            false,
                            List.of()));

    private Sample sample(long number) {
        assertThat(atOnce.incrementAndGet()).isEqualTo(1);
        taken.incrementAndGet();
        atOnce.decrementAndGet();
        return new Sample(
                number,
                Instant.EPOCH,
                1,
                List.of(),
                List.of(),
                new Orders(0, 0, 0, 0),
                new Invariants(Map.of(), Map.of(), null),
                List.of());
    }

    @AfterEach
    void stop() {
        samples.stop();
    }

    @Test
    void all_who_watch_see_the_same_samples_and_who_is_slow_gets_the_newest() throws Exception {
        assertThat(taken).hasValue(0);

        try (var quick = samples.join().orElseThrow();
                var slow = samples.join().orElseThrow()) {
            var first = quick.next(LONG).orElseThrow().number();
            var last = first;
            for (var more = 0; more < 10; more++) {
                last = quick.next(LONG).orElseThrow().number();
            }

            assertThat(slow.next(LONG).orElseThrow().number()).isGreaterThanOrEqualTo(last);
            assertThat(last - first).isGreaterThanOrEqualTo(10);
            assertThat(samples.history()).hasSizeGreaterThanOrEqualTo(11);
        }
    }

    @Test
    void only_so_many_may_watch_and_who_goes_makes_room() {
        var all = List.of(join(), join(), join());

        assertThat(samples.join()).isEmpty();
        all.getFirst().close();
        assertThat(samples.join()).isPresent();
    }

    @Test
    void an_end_wakes_those_who_wait() throws Exception {
        var viewer = join();
        viewer.next(LONG);
        samples.stop();

        while (viewer.next(LONG).isPresent()) {
            // what was sampled before the end
        }
        assertThat(viewer.isOver()).isTrue();
        assertThat(samples.join()).isEmpty();
    }

    private LiveSamples.Viewer join() {
        return samples.join().orElseThrow();
    }
}
