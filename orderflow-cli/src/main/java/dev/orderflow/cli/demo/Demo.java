package dev.orderflow.cli.demo;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** Places an order for every way in which one can end, all at once, and watches each to its end. */
public final class Demo {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LONGEST_DEADLINE = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MS = 20;
    private static final String CURRENCY = "EUR";

    private final ShopClient shop;
    private final PrintWriter out;

    public Demo(ShopClient shop, PrintWriter out) {
        this.shop = shop;
        this.out = out;
    }

    /** Whether every order ended as it should. */
    public boolean run() {
        long plentiful = product(1, "Espresso cup", "12.50");
        long scarce = product(2, "Signed print", "20.00");
        stockUp(plentiful, 1000);
        stockUp(scarce, 3);
        topUp("1");

        var scenarios = scenarios(plentiful);
        out.printf(
                "%nPlacing %d orders, one for every way in which an order can end ...%n%n",
                scenarios.size());
        out.flush();
        var results = new ArrayList<CompletableFuture<Result>>();
        try (var customers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var scenario : scenarios) {
                var productId = scenario.goods() == Scenario.Goods.PLENTIFUL ? plentiful : scarce;
                results.add(
                        CompletableFuture.supplyAsync(() -> play(scenario, productId), customers));
            }
        }
        return print(results.stream().map(CompletableFuture::join).toList());
    }

    private record Result(Scenario scenario, JsonNode order, JsonNode timeline) {

        String end() {
            return order.get("status").asString();
        }

        String reason() {
            return order.get("reason").asString("");
        }

        boolean isAsExpected() {
            return end().equals(scenario.end()) && reason().equals(scenario.reason());
        }

        Instant placedAt() {
            return instant(order, "createdAt");
        }

        /** From placing to the last step. */
        Duration took() {
            return Duration.between(placedAt(), instant(order, "updatedAt"));
        }
    }

    /** All, but for the deadline where that is too far away to wait for it. */
    private List<Scenario> scenarios(long productId) {
        var order = shop.order("1", place("1", Scenario.ALL.getFirst(), productId));
        var deadline = Duration.between(instant(order, "createdAt"), instant(order, "deadline"));
        if (deadline.compareTo(LONGEST_DEADLINE) <= 0) {
            return Scenario.ALL;
        }
        out.printf(
                "Orders have %d minutes here until their deadline passes; ./orderflow down, then demo, shows one that does.%n",
                deadline.toMinutes());
        return Scenario.ALL.stream()
                .filter(scenario -> !scenario.reason().equals("TIMEOUT"))
                .toList();
    }

    private Result play(Scenario scenario, long productId) {
        var user = "demo-" + UUID.randomUUID().toString().substring(0, 8);
        topUp(user);
        var order = place(user, scenario, productId);
        if (!scenario.cancelAt().isEmpty()) {
            await(() -> status(user, order).equals(scenario.cancelAt()));
            shop.cancel(user, order).expect(202);
        }
        await(() -> status(user, order).equals(scenario.end()) || isOver(status(user, order)));
        return new Result(scenario, shop.order(user, order), shop.timeline(user, order));
    }

    /** Until order-service has heard of the product, it refuses to sell it. */
    private UUID place(String user, Scenario scenario, long productId) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var answer = shop.place(user, productId, scenario.quantity(), scenario.payment());
            if (answer.status() != 422 || System.nanoTime() > end) {
                return UUID.fromString(answer.expect(201).get("orderId").asString());
            }
            pause();
        }
    }

    private static boolean isOver(String status) {
        return status.equals("CANCELLED");
    }

    private String status(String user, UUID order) {
        return shop.order(user, order).get("status").asString();
    }

    private long product(long id, String name, String price) {
        var known = shop.product(id);
        return known.status() == 404 ? shop.createProduct(name, price, CURRENCY) : id;
    }

    private void stockUp(long productId, int atLeast) {
        var available = shop.product(productId).expect(200).get("available").asInt();
        if (available < atLeast) {
            shop.receiveStock(productId, atLeast - available);
        }
    }

    private void topUp(String user) {
        if (new BigDecimal(shop.points(user, CURRENCY)).compareTo(BigDecimal.valueOf(100)) < 0) {
            shop.topUp(user, "1000.00", CURRENCY);
        }
    }

    private boolean print(List<Result> results) {
        for (var result : results) {
            out.printf(
                    "  %-39s %-10s %-19s %6.2f s  %s%n",
                    result.scenario().title(),
                    result.end(),
                    result.reason(),
                    result.took().toMillis() / 1000.0,
                    result.isAsExpected()
                            ? "as it should"
                            : "WRONG: expected %s %s"
                                    .formatted(
                                            result.scenario().end(), result.scenario().reason()));
            out.printf("      order %s%n", result.order().get("orderId").asString());
            steps(result).forEach(step -> out.printf("      %s%n", step));
            out.println();
        }
        out.flush();
        return results.stream().allMatch(Result::isAsExpected);
    }

    /**
     * When each event was published and who handled it, in milliseconds after the order was placed.
     */
    private static List<String> steps(Result result) {
        var steps = new ArrayList<String>();
        for (var step : result.timeline().get("steps")) {
            var handlers = new StringJoiner(", ");
            step.get("handledBy")
                    .forEach(
                            handling ->
                                    handlers.add(
                                            "%s +%d"
                                                    .formatted(
                                                            handling.get("service")
                                                                    .asString()
                                                                    .replace("-service", ""),
                                                            millis(
                                                                    result,
                                                                    handling.get("handledAt")))));
            steps.add(
                    "%6d ms  %-19s by %-20s -> %s"
                            .formatted(
                                    millis(result, step.get("occurredAt")),
                                    step.get("event").asString(),
                                    step.get("publishedBy").asString(),
                                    handlers));
        }
        return steps;
    }

    private static Instant instant(JsonNode order, String field) {
        return Instant.parse(order.get(field).asString());
    }

    private static long millis(Result result, JsonNode instant) {
        return Duration.between(result.placedAt(), Instant.parse(instant.asString())).toMillis();
    }

    private static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }
}
