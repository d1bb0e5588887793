package dev.orderflow.cli;

import dev.orderflow.cli.demo.ShopClient;
import dev.orderflow.cli.stack.StackProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures how long an order takes from POST to COMPLETED, one at a time.")
final class BenchCommand implements Callable<Integer> {

    private static final int PATIENCE_SECONDS = 30;

    @Mixin private HomeOptions home;

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many are measured (default: ${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many are placed before (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (orders < 1 || orders > 100_000 || warmUp < 0 || warmUp > 100_000) {
            throw new StackProblem("--orders takes 1 to 100000, --warm-up 0 to 100000.");
        }
        var stack = home.runningStack();
        var shop = DemoCommand.shop(stack.ports());
        var user = "bench-" + UUID.randomUUID().toString().substring(0, 8);
        var product = shop.createProduct("Bench cup", "1.00", "EUR");
        shop.receiveStock(product, orders + warmUp + 1);
        shop.topUp(user, Integer.toString(orders + warmUp + 1), "EUR");
        awaitOrderable(shop, user, product);
        for (var number = 0; number < warmUp; number++) {
            millis(shop, user, product);
        }
        var out = spec.commandLine().getOut();
        var times = new double[orders];
        for (var number = 0; number < orders; number++) {
            times[number] = millis(shop, user, product);
        }
        Arrays.sort(times);
        out.printf(
                "%d orders one at a time, POST to COMPLETED: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                orders,
                percentile(times, 50),
                percentile(times, 95),
                percentile(times, 99),
                times[orders - 1]);
        return 0;
    }

    private static void awaitOrderable(ShopClient shop, String user, long product) {
        var end = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (shop.place(user, product, 1, Map.of()).status() != 201) {
            if (System.nanoTime() > end) {
                throw new StackProblem(
                        "order-service does not learn of new products; see ./orderflow status.");
            }
        }
    }

    /** By the order's own times, both of which order-service writes. */
    private static double millis(ShopClient shop, String user, long product) {
        var placed = shop.place(user, product, 1, Map.of()).expect(201);
        var id = UUID.fromString(placed.get("orderId").asString());
        var end = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        var order = placed;
        while (!order.get("status").asString().equals("COMPLETED")) {
            if (System.nanoTime() > end) {
                throw new StackProblem(
                        "Order %s is still %s.".formatted(id, order.get("status").asString()));
            }
            order = shop.order(user, id);
        }
        return Duration.between(instant(order, "createdAt"), instant(order, "completedAt"))
                        .toNanos()
                / 1e6;
    }

    private static Instant instant(JsonNode order, String field) {
        return Instant.parse(order.get(field).asString());
    }

    private static double percentile(double[] sorted, int percent) {
        return sorted[
                Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }
}
