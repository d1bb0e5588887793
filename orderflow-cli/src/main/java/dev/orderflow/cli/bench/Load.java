package dev.orderflow.cli.bench;

import dev.orderflow.cli.stack.StackProblem;

/**
 * What is asked of the system.
 *
 * @param orders how many are measured
 * @param warmUp how many are placed before
 * @param products among how many products the lines are spread; one: it is in every order, alone
 * @param users who pay by points
 * @param connections how many customers call at the same time
 * @param open how many orders may be on their way at once, unless a rate is set
 * @param rate orders a second, whatever the system says; 0: as fast as it completes them
 * @param poison before how many of every hundred orders there is a record that is no event
 */
public record Load(
        int orders,
        int warmUp,
        int products,
        int users,
        int connections,
        int open,
        double rate,
        int poison) {

    private static final int MOST_ORDERS = 1_000_000;

    public Load {
        check("--orders", orders, 1, MOST_ORDERS);
        check("--warm-up", warmUp, 0, MOST_ORDERS);
        check("--products", products, 1, 10_000);
        check("--users", users, 1, 10_000);
        check("--connections", connections, 1, 1_000);
        check("--open", open, 1, 100_000);
        check("--poison", poison, 0, 100);
        if (rate != 0 && !(rate >= 0.1 && rate <= 100_000)) {
            throw new StackProblem("--rate takes 0.1 to 100000 orders a second.");
        }
    }

    /** Each order waits for the one before. */
    public boolean isOneAtATime() {
        return open == 1 && !hasRate();
    }

    public boolean hasRate() {
        return rate > 0;
    }

    /** The same with other numbers of orders. */
    public Load withOrders(int number, int warmUpNumber) {
        return new Load(number, warmUpNumber, products, users, connections, open, rate, poison);
    }

    /** The same, all paid by one user. */
    public Load ofOneUser() {
        return new Load(orders, warmUp, products, 1, connections, open, rate, poison);
    }

    /** What comes before: no rate, so that it is soon over, and nothing on purpose in its way. */
    Load before() {
        return new Load(
                Math.max(warmUp, introductions()), 0, products, users, connections, open, 0, 0);
    }

    /** So many orders have to come first that have every product in one of them. */
    int introductions() {
        return (products + 1) / 2;
    }

    /** In words. */
    @Override
    public String toString() {
        var pace =
                hasRate()
                        ? "%s a second".formatted(trimmed(rate))
                        : isOneAtATime() ? "one at a time" : "at most %d open".formatted(open);
        var goods =
                products == 1
                        ? "all of one product"
                        : "two lines of %d products".formatted(products);
        return "%d orders, %s, %s, paid by %d users, %d connections%s"
                .formatted(
                        orders,
                        pace,
                        goods,
                        users,
                        connections,
                        poison == 0 ? "" : ", poison before %d %% of them".formatted(poison));
    }

    private static String trimmed(double number) {
        return number == Math.rint(number) ? "%.0f".formatted(number) : Double.toString(number);
    }

    private static void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new StackProblem("%s takes %d to %d.".formatted(option, least, most));
        }
    }
}
