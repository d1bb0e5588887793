package dev.orderflow.cli.verify;

/** What must hold at every moment, whatever failed on the way. */
public enum Invariant {
    I1("no lost order", "every order that was taken exists, and every service has heard of it"),
    I2("stock", "received = available + reserved + sold, and what is held is held for an order"),
    I3("money", "an order is paid once, and what it paid is its total if completed, else nothing"),
    I4("no ghost", "every event on a topic was a committed change, and every change has its event"),
    I11("closure", "no order is open past its deadline, a cancelled one holds nothing");

    private final String title;
    private final String promise;

    Invariant(String title, String promise) {
        this.title = title;
        this.promise = promise;
    }

    public String title() {
        return title;
    }

    public String promise() {
        return promise;
    }
}
