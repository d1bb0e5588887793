package dev.orderflow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class LimitsTest {

    static final WebProperties.Rate THREE_AT_ONCE = new WebProperties.Rate(1, 3);

    @Test
    void a_caller_who_calls_too_often_is_told_when_to_come_again_and_others_are_not() {
        Door.with("app.security.mode=header", "app.web.rate.per-second=1", "app.web.rate.burst=3")
                .run(
                        context -> {
                            var door = new Door(context);
                            for (var i = 0; i < 3; i++) {
                                assertThat(call(door, "ada", "USER").status()).isEqualTo(200);
                            }

                            var refused = call(door, "ada", "USER");

                            assertThat(refused.status()).isEqualTo(429);
                            assertThat(refused.who()).isNull();
                            assertThat(refused.response().getHeader("Retry-After")).isEqualTo("1");
                            assertThat(refused.response().getContentAsString())
                                    .contains("urn:orderflow:problem:too-many-calls");
                            assertThat(call(door, "bob", "USER").status()).isEqualTo(200);
                        });
    }

    @Test
    void services_ask_for_many_and_are_not_counted() {
        Door.with("app.security.mode=header", "app.web.rate.per-second=1", "app.web.rate.burst=1")
                .run(
                        context ->
                                assertThat(IntStream.range(0, 5))
                                        .allSatisfy(
                                                _ ->
                                                        assertThat(
                                                                        call(
                                                                                        new Door(
                                                                                                context),
                                                                                        "order-service",
                                                                                        "SERVICE")
                                                                                .status())
                                                                .isEqualTo(200)));
    }

    @Test
    void after_the_wait_one_may_call_again() {
        var time = new SetTime();
        var rates = new CallRates(THREE_AT_ONCE, time);
        for (var i = 0; i < 3; i++) {
            assertThat(rates.tryCall("ada")).isZero();
        }

        var wait = rates.tryCall("ada");

        assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
        time.nanos.addAndGet(wait.toNanos() - TimeUnit.MILLISECONDS.toNanos(1));
        assertThat(rates.tryCall("ada")).isPositive();
        time.nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        assertThat(rates.tryCall("ada")).isZero();
    }

    @Test
    void a_body_that_comes_too_slowly_is_not_waited_for() throws Exception {
        var problems = new ProblemWriter(JsonMapper.shared());
        var impatient = new BodyLimitFilter(problems, 1024, Duration.ZERO);
        var request = new MockHttpServletRequest("POST", "/api/orders");
        request.setContent("{}".getBytes());
        var response = new MockHttpServletResponse();
        FilterChain reader = (body, _) -> body.getInputStream().readAllBytes();

        impatient.doFilter(request, response, reader);

        assertThat(response.getStatus()).isEqualTo(408);
        assertThat(response.getContentAsString()).contains("urn:orderflow:problem:body-too-slow");
    }

    @Test
    void waits_that_add_up_to_more_than_a_request_may_take_do_not_start() {
        var web = web(Duration.ofSeconds(60));
        var settings =
                new MockEnvironment()
                        .withProperty("server.tomcat.connection-timeout", "5s")
                        .withProperty("spring.datasource.hikari.connection-timeout", "5000")
                        .withProperty(
                                "spring.datasource.hikari.data-source-properties.socketTimeout",
                                "30000");

        var time = RequestTime.in(settings, web);

        assertThat(time.atMost()).isEqualTo(Duration.ofSeconds(50));
        assertThatCode(() -> time.mustFitInto(web.requestTimeout())).doesNotThrowAnyException();
        assertThatThrownBy(() -> time.mustFitInto(Duration.ofSeconds(50)))
                .isInstanceOf(RefusedSettingsException.class)
                .hasMessageContaining("app.web.request-timeout")
                .hasMessageContaining("connection-timeout=5s");
    }

    private static WebProperties web(Duration requestTimeout) {
        return new WebProperties(1024, Duration.ofSeconds(10), requestTimeout, THREE_AT_ONCE);
    }

    private static Door.Answer call(Door door, String user, String role) {
        return door.call(
                "/api/orders",
                request -> {
                    request.addHeader("X-USER-ID", user);
                    request.addHeader("X-USER-ROLES", role);
                });
    }

    private static final class SetTime implements TimeMeter {

        final AtomicLong nanos = new AtomicLong();

        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
