package dev.orderflow.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.orderflow.console.ConsoleProperties;
import dev.orderflow.console.pipeline.Sample.Invariants;
import dev.orderflow.console.pipeline.Sample.Orders;
import dev.orderflow.web.Caller;
import dev.orderflow.web.EventStream;
import dev.orderflow.web.EventStreams;
import dev.orderflow.web.TooManyStreamsException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@Timeout(60)
class LiveSamplesTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Pattern NUMBER =
            Pattern.compile("event:sample\ndata:.*?\"number\":(\\d+)");
    private static final ConsoleProperties PROPERTIES =
            new ConsoleProperties(
                    Map.of(),
                    Duration.ofMillis(5),
                    3,
                    URI.create("http://127.0.0.1:1"),
                    false,
                    List.of());

    final AtomicInteger taken = new AtomicInteger();
    final AtomicInteger atOnce = new AtomicInteger();
    final EventStreams<EventStream> viewers = new Viewers().openViewers(PROPERTIES);
    final LiveSamples samples = new LiveSamples(this::sample, PROPERTIES, viewers);
    final MockMvc server = MockMvcBuilders.standaloneSetup(new Door(samples)).build();

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

    @BeforeEach
    void start() {
        viewers.start();
    }

    @AfterEach
    void stop() {
        viewers.stop();
    }

    @Test
    void all_who_watch_see_the_same_samples_and_who_comes_later_what_was_before() throws Exception {
        assertThat(taken).hasValue(0);

        var first = watch();
        await().atMost(LONG).until(() -> numbers(first).size() > 10);
        var second = watch();
        await().atMost(LONG).until(() -> numbers(second).size() > 10);

        var newest = numbers(second).getLast();
        await().atMost(LONG).until(() -> numbers(first).getLast() >= newest);
        assertThat(numbers(first)).isSorted().doesNotHaveDuplicates();
        assertThat(numbers(second)).isSorted();
        assertThat(numbers(first).getLast() - numbers(first).getFirst())
                .isLessThanOrEqualTo(taken.get());
        assertThat(first.getContentAsString()).contains("event:history\ndata:[]\n");
        assertThat(second.getContentAsString()).contains("event:history\ndata:[{");
    }

    @Test
    void only_so_many_may_watch() {
        for (var number = 0; number < PROPERTIES.viewers(); number++) {
            samples.watch(new Caller("ada", Set.of()));
        }

        assertThatExceptionOfType(TooManyStreamsException.class)
                .isThrownBy(() -> samples.watch(new Caller("bert", Set.of())));
    }

    private MockHttpServletResponse watch() throws Exception {
        return server.perform(MockMvcRequestBuilders.get("/")).andReturn().getResponse();
    }

    private static List<Long> numbers(MockHttpServletResponse told)
            throws UnsupportedEncodingException {
        return NUMBER.matcher(told.getContentAsString())
                .results()
                .map((MatchResult it) -> Long.valueOf(it.group(1)))
                .toList();
    }

    @RestController
    record Door(LiveSamples samples) {

        @GetMapping("/")
        SseEmitter watch() {
            return samples.watch(new Caller("ada", Set.of()));
        }
    }
}
