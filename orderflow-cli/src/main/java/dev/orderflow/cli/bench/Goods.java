package dev.orderflow.cli.bench;

import dev.orderflow.cli.demo.ShopClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Puts on the shelves what will be bought, and gives the users what it costs. */
final class Goods {

    private static final int MOST_PIECES = 1_000_000;
    private static final int MOST_POINTS = 1_000_000;
    private static final int AT_ONCE = 4;

    private final ShopClient shop;

    Goods(BenchTarget target) {
        // Nobody reads notifications here.
        shop =
                new ShopClient(
                        target.orders(),
                        target.inventory(),
                        target.payment(),
                        target.orders(),
                        target.credentials());
    }

    /** Everything costs one point. */
    OrderRequests prepare(BenchTarget target, Load load) {
        var run = "bench-" + UUID.randomUUID().toString().substring(0, 8);
        int orders = load.orders() + load.before().orders();
        // Chance may lead twice as many to a product as to others; plenty for all is cheap.
        long pieces =
                load.products() == 1
                        ? orders
                        : Math.min(orders, 8L * orders / load.products() + 1000);
        var products =
                IntStream.rangeClosed(1, load.products())
                        .<Callable<Long>>mapToObj(number -> () -> product(run, number, pieces))
                        .toList();
        var requests =
                new OrderRequests(
                        target.orders(),
                        run,
                        inParallel(products),
                        load.users(),
                        target.credentials());
        long points = 2L * (orders / load.users() + 1);
        inParallel(
                IntStream.range(0, load.users())
                        .<Callable<Long>>mapToObj(
                                number -> () -> topUp(requests.user(number), points))
                        .toList());
        return requests;
    }

    private long product(String run, int number, long pieces) {
        var product = shop.createProduct("Cup %d of %s".formatted(number, run), "1.00", "EUR");
        for (var left = pieces; left > 0; left -= MOST_PIECES) {
            shop.receiveStock(product, (int) Math.min(left, MOST_PIECES));
        }
        return product;
    }

    private long topUp(String user, long points) {
        for (var left = points; left > 0; left -= MOST_POINTS) {
            shop.topUp(user, Long.toString(Math.min(left, MOST_POINTS)), "EUR");
        }
        return points;
    }

    private static List<Long> inParallel(List<Callable<Long>> tasks) {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var results = threads.invokeAll(tasks);
            var values = new ArrayList<Long>();
            for (var result : results) {
                values.add(result.get());
            }
            return List.copyOf(values);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException problem
                    ? problem
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw Pause.interrupted(e);
        }
    }
}
