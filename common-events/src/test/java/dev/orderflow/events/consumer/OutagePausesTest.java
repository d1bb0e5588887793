package dev.orderflow.events.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.scheduling.TaskScheduler;

class OutagePausesTest {

    private static final Exception REFUSED = new IllegalStateException("connection refused");

    final ConcurrentMessageListenerContainer<byte[], byte[]> container = mock();
    final TaskScheduler scheduler = mock();
    final Deque<Runnable> probes = new ArrayDeque<>();
    final List<Wait> waits = new ArrayList<>();
    Instant stepBegan;
    boolean isPaused;
    boolean isAway = true;
    boolean isBroken;

    /**
     * How long it was, as it looks from the beginning and from the end of the step that asked for
     * it.
     */
    record Wait(Duration longest, Duration shortest) {

        void assertIs(Duration asked) {
            assertThat(asked).isBetween(shortest, longest);
        }
    }

    final Outage outage =
            new Outage(
                    container,
                    scheduler,
                    () -> {
                        if (isBroken) {
                            throw new StackOverflowError();
                        }
                        if (isAway) {
                            throw new IllegalStateException("still refused");
                        }
                    });

    @BeforeEach
    void play() {
        when(container.isPauseRequested()).thenAnswer(_ -> isPaused);
        doAnswer(_ -> isPaused = true).when(container).pause();
        doAnswer(_ -> isPaused = false).when(container).resume();
        when(scheduler.schedule(any(), any(Instant.class)))
                .thenAnswer(
                        call -> {
                            probes.add(call.getArgument(0));
                            Instant until = call.getArgument(1);
                            waits.add(
                                    new Wait(
                                            Duration.between(stepBegan, until),
                                            Duration.between(Instant.now(), until)));
                            return null;
                        });
    }

    @Test
    void nothing_is_handled_until_a_probe_succeeds() {
        goesOn();
        assertThat(isPaused).isTrue();
        assertThat(outage.reason()).get().asString().contains("connection refused");

        probe();
        assertThat(isPaused).isTrue();
        assertThat(outage.reason()).get().asString().contains("still refused");

        isAway = false;
        probe();
        assertThat(isPaused).isFalse();
        assertThat(outage.reason()).isEmpty();
        assertThat(probes).isEmpty();
    }

    @Test
    void a_probe_that_ends_with_an_error_is_not_the_last() {
        goesOn();
        isBroken = true;
        probe();
        assertThat(isPaused).isTrue();

        isBroken = false;
        isAway = false;
        probe();
        assertThat(isPaused).isFalse();
    }

    @Test
    void probes_come_ever_more_slowly_and_at_most_ten_seconds_apart() {
        goesOn();
        for (var number = 0; number < 9; number++) {
            probe();
        }

        waits.getFirst().assertIs(Duration.ofMillis(200));
        waits.get(1).assertIs(Duration.ofMillis(400));
        waits.get(5).assertIs(Duration.ofMillis(6400));
        waits.getLast().assertIs(Duration.ofSeconds(10));
    }

    @Test
    void where_the_records_show_that_not_all_is_back_the_next_wait_is_longer() {
        isAway = false;
        for (var round = 0; round < 4; round++) {
            goesOn();
            probe();
        }
        waits.getLast().assertIs(Duration.ofMillis(1600));

        outage.isOver();
        goesOn();
        waits.getLast().assertIs(Duration.ofMillis(200));
    }

    @Test
    void what_many_threads_see_at_once_is_one_outage() {
        goesOn();
        goesOn();

        verify(container).pause();
        verify(container, never()).resume();
        assertThat(probes).hasSize(1);
    }

    private void goesOn() {
        stepBegan = Instant.now();
        outage.goesOn(REFUSED);
    }

    private void probe() {
        stepBegan = Instant.now();
        probes.remove().run();
    }
}
