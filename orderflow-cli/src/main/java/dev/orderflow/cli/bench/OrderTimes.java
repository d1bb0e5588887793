package dev.orderflow.cli.bench;

/** What the orders' rows say, read when all is over. */
interface OrderTimes {

    /** Tells of every placed order that is completed. */
    void read(Placed placed, Completed completed);

    /** Hears of one order. */
    @FunctionalInterface
    interface Completed {
        void order(int number, long createdMicros, long completedMicros);
    }
}
