package dev.orderflow.order.adapter.in.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderflow.events.contract.inventory.ProductUpdated;
import dev.orderflow.events.contract.inventory.StockDeducted;
import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.contract.payment.PaymentCompleted;
import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.TestClock;
import dev.orderflow.order.application.port.in.TrackOrdersUseCase;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.web.Caller;
import dev.orderflow.web.EventStreams;
import dev.orderflow.web.TooManyStreamsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Orders that are watched while they go on. */
@OrderflowTest
class OrderTrackingTest {

    /** For machines of any speed. */
    private static final Duration LONG = Duration.ofMinutes(1);

    @LocalServerPort int port;
    @Autowired EventInjector others;
    @Autowired TestClock clock;
    @Autowired JdbcTemplate jdbc;
    @Autowired PlatformTransactionManager transactions;
    @Autowired HikariDataSource connections;
    @Autowired EventStreams<OrderStream> streams;
    @Autowired TrackOrdersUseCase orders;

    final HttpClient http = HttpClient.newHttpClient();
    final String user = "watcher-" + UUID.randomUUID();
    UUID order;

    @BeforeEach
    void anOrder() {
        others.send(new ProductUpdated(1, "Espresso cup", new BigDecimal("12.50"), "EUR", true, 1));
        others.awaitHandled();
        order = place(user);
    }

    @AfterEach
    void hangUp() {
        clock.reset();
        http.shutdownNow();
        streams.stop();
        streams.start();
    }

    @Test
    void the_customer_sees_an_order_go_on_until_it_has_ended() {
        var watcher = watch(null);
        watcher.awaitId("PENDING.NONE.NONE");

        others.send(new StockReserved(order));
        watcher.awaitId("CONFIRMED.RESERVED.REQUESTED");
        others.send(
                new PaymentCompleted(
                        order, user, UUID.randomUUID(), new BigDecimal("12.50"), "EUR"));
        watcher.awaitId("CONFIRMED.RESERVED.COMPLETED");
        others.send(new StockDeducted(order));
        watcher.awaitId("COMPLETED.DEDUCTED.COMPLETED");

        watcher.awaitEnd();
        assertThat(watcher.lines)
                .contains("retry:2000", "event:order")
                .filteredOn(line -> line.startsWith("id:"))
                .hasSize(4);
        var last =
                watcher.lines.stream().filter(line -> line.startsWith("data:")).toList().getLast();
        var progress = JsonMapper.shared().readTree(last.substring("data:".length()));
        assertThat(progress.get("orderId").asString()).isEqualTo(order.toString());
        assertThat(progress.get("status").asString()).isEqualTo("COMPLETED");
        assertThat(progress.get("reason").isNull()).isTrue();
    }

    @Test
    void who_comes_again_is_told_what_they_have_not_seen_and_at_last_that_there_is_no_more() {
        var again = watch("PENDING.NONE.NONE");
        others.send(new StockReserved(order));
        again.awaitId("CONFIRMED.RESERVED.REQUESTED");
        assertThat(again.ids()).containsExactly("CONFIRMED.RESERVED.REQUESTED");

        byAnotherInstance("CANCELLED", "RESTORED", "REFUNDED", "CUSTOMER");
        var late = watch("CONFIRMED.RESERVED.REQUESTED");
        late.awaitEnd();
        assertThat(late.ids()).containsExactly("CANCELLED.RESTORED.REFUNDED.CUSTOMER");

        assertThat(call(user, order, late.ids().getLast()).statusCode()).isEqualTo(204);
        var odd = watch("no id of ours");
        odd.awaitEnd();
        assertThat(odd.ids()).isEqualTo(late.ids());
    }

    @Test
    void it_does_not_matter_which_instance_changes_the_order() {
        var watcher = watch(null);
        watcher.awaitId("PENDING.NONE.NONE");

        byAnotherInstance("CANCELLING", "REJECTED", "NONE", "INSUFFICIENT_STOCK");

        watcher.awaitId("CANCELLING.REJECTED.NONE.INSUFFICIENT_STOCK");
    }

    @Test
    void somebody_elses_order_is_not_there() {
        for (var answer :
                List.of(call("other-" + user, order, null), call(user, UUID.randomUUID(), null))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(text(answer)).contains("urn:orderflow:problem:order-not-found");
        }
    }

    @Test
    void a_silent_stream_is_kept_open_but_not_for_ever() {
        var watcher = watch(null);
        watcher.awaitId("PENDING.NONE.NONE");

        clock.advance(Duration.ofSeconds(16));
        await().atMost(LONG).until(() -> watcher.lines.contains(":still watching"));

        clock.advance(Duration.ofMinutes(10)); // not past the order's deadline
        watcher.awaitEnd();
        assertThat(watcher.ids()).containsExactly("PENDING.NONE.NONE");
    }

    @Test
    void a_customer_watches_so_many_and_takes_no_connection_to_the_database_with_them() {
        var watchers = Stream.generate(() -> watch(null)).limit(10).toList();
        watchers.forEach(watcher -> watcher.awaitId("PENDING.NONE.NONE"));

        var refused = call(user, order, null);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(text(refused)).contains("too-many-streams");

        var other = "other-" + user;
        var ofOthers = place(other);
        var more = Stream.generate(() -> watch(other, ofOthers, null)).limit(10).toList();
        more.forEach(watcher -> watcher.awaitId("PENDING.NONE.NONE"));
        assertThat(more.size() + watchers.size()).isGreaterThan(connections.getMaximumPoolSize());
        await().atMost(LONG)
                .until(() -> connections.getHikariPoolMXBean().getActiveConnections() == 0);
    }

    @Test
    void a_stream_ends_when_the_service_does_and_before_the_web_server_waits_for_it() {
        var watcher = watch(null);
        watcher.awaitId("PENDING.NONE.NONE");

        streams.stop();

        watcher.awaitEnd();
        var refused = call(user, order, null);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(text(refused)).contains("try-again-later");
        assertThat(streams.getPhase())
                .isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
    }

    @Test
    void an_instance_has_so_many_streams_and_no_more() {
        var settings = new TrackingProperties(Duration.ofDays(1), Duration.ofDays(1), 2, 2);
        var open = new EventStreams<OrderStream>(settings.limits(), Clock.systemUTC());
        var few = new OrderStreams(orders, open);
        open.start();
        var now = ProgressResponse.of(orders.progress(new OrderId(order), user));
        few.open(new OrderId(order), new Caller("a", Set.of()), null, now);
        few.open(new OrderId(order), new Caller("b", Set.of()), null, now);

        assertThatExceptionOfType(TooManyStreamsException.class)
                .isThrownBy(
                        () -> few.open(new OrderId(order), new Caller("c", Set.of()), null, now))
                .matches(refused -> !refused.isOfOnePerson());
        open.stop();
    }

    private Watcher watch(@Nullable String lastSeen) {
        return watch(user, order, lastSeen);
    }

    private Watcher watch(String caller, UUID orderId, @Nullable String lastSeen) {
        var answer = call(caller, orderId, lastSeen);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/event-stream");
        return new Watcher(answer.body());
    }

    private HttpResponse<Stream<String>> call(
            String caller, UUID orderId, @Nullable String lastSeen) {
        var request =
                HttpRequest.newBuilder(uri("/api/orders/" + orderId + "/events"))
                        .header("X-USER-ID", caller)
                        .header("Accept", "text/event-stream");
        if (lastSeen != null) {
            request.header("Last-Event-ID", lastSeen);
        }
        return send(request.build(), BodyHandlers.ofLines());
    }

    private UUID place(String caller) {
        var placed =
                send(
                        HttpRequest.newBuilder(uri("/api/orders"))
                                .header("X-USER-ID", caller)
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                """
                                                {"items":[{"productId":1,"quantity":1}]}"""))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
        return UUID.fromString(
                JsonMapper.shared().readTree(placed.body()).get("orderId").asString());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String text(HttpResponse<Stream<String>> answer) {
        return String.join("\n", answer.body().toList());
    }

    /** Past everything that this instance does when it changes an order itself. */
    private void byAnotherInstance(String status, String stock, String payment, String reason) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(
                        _ ->
                                jdbc.update(
                                        "update orders set status = ?, stock = ?, payment = ?, cancel_reasons = ? where id = unhex(replace(?, '-', ''))",
                                        status,
                                        stock,
                                        payment,
                                        reason,
                                        order.toString()));
    }

    /** Reads a stream until it ends. */
    private static final class Watcher {

        final List<String> lines = new CopyOnWriteArrayList<>();
        private final Thread reader;

        Watcher(Stream<String> body) {
            reader =
                    Thread.startVirtualThread(
                            () -> {
                                try {
                                    body.forEach(lines::add);
                                } catch (UncheckedIOException hungUp) {
                                    lines.add("hung up");
                                }
                            });
        }

        List<String> ids() {
            var ids = new ArrayList<String>();
            lines.stream()
                    .filter(line -> line.startsWith("id:"))
                    .forEach(line -> ids.add(line.substring("id:".length())));
            return ids;
        }

        void awaitId(String id) {
            await("to be told " + id).atMost(LONG).until(() -> ids().contains(id));
        }

        void awaitEnd() {
            await("the end of the stream").atMost(LONG).until(() -> !reader.isAlive());
            assertThat(lines).doesNotContain("hung up");
        }
    }
}
