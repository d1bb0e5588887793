package dev.orderflow.cli.bench;

import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.stack.StackProblem;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fills the databases of a stack on this machine with orders that were completed long ago: every
 * row that an order leaves, so that all invariants hold, but none of their events, which topics
 * have forgotten by then.
 */
public final class Seed {

    private static final List<String> DATABASES =
            List.of(
                    "order_service",
                    "inventory_service",
                    "payment_service",
                    "notification_service");
    private static final int ORDERS_A_TRANSACTION = 10_000;
    private static final int LOOK_AGAIN_MS = 200;

    private final RunningStack stack;
    private final PrintWriter out;
    private final boolean terminal;

    public Seed(RunningStack stack, PrintWriter out, boolean terminal) {
        this.stack = stack;
        this.out = out;
        this.terminal = terminal;
    }

    /** Its products and users are of its own. */
    public void plant(int orders) {
        var target = BenchTarget.of(stack);
        var load = new Load(orders, 0, Math.min(200, orders + 1), 50, 1, 1, 0, 0);
        var requests = new Goods(target).prepare(target, load);
        var sql =
                new SeedSql(
                        requests,
                        orders,
                        ThreadLocalRandom.current().nextInt(1 << 12),
                        Instant.now());
        var done = new AtomicInteger();
        try (var bar = new ProgressBar(out, terminal, "seed", orders);
                var threads = Executors.newFixedThreadPool(DATABASES.size())) {
            var plantings = new ArrayList<Callable<Void>>();
            for (var database : DATABASES) {
                plantings.add(() -> plant(database, sql, done));
            }
            var results = plantings.stream().map(threads::submit).toList();
            while (!results.stream().allMatch(it -> it.isDone())) {
                Thread.sleep(LOOK_AGAIN_MS);
                bar.show(done.get() / DATABASES.size());
            }
            for (var result : results) {
                result.get();
            }
            bar.show(orders);
        } catch (ExecutionException e) {
            throw new StackProblem(
                    "The databases cannot be filled (%s).".formatted(e.getCause().getMessage()), e);
        } catch (InterruptedException e) {
            throw Pause.interrupted(e);
        }
    }

    /** By the user whose database it is; nobody else may write there. */
    private Void plant(String database, SeedSql sql, AtomicInteger done) throws SQLException {
        try (var connection =
                DriverManager.getConnection(
                        stack.jdbcUrl(database), database, stack.password(database))) {
            prepare(connection);
            for (int first = 1; first <= sql.orders(); first += ORDERS_A_TRANSACTION) {
                int last = Math.min(sql.orders(), first + ORDERS_A_TRANSACTION - 1);
                for (var rows : SeededRows.of(database)) {
                    try (var statement = connection.createStatement()) {
                        statement.execute(sql.fill(rows, first, last));
                    }
                }
                connection.commit();
                done.addAndGet(last - first + 1);
            }
        }
        return null;
    }

    private static void prepare(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        // Nobody else makes these ids, and their own rows are written just before.
        try (var statement = connection.createStatement()) {
            statement.execute("set session unique_checks = 0, foreign_key_checks = 0");
        }
    }
}
