package dev.orderflow.cli.verify;

/** What must hold at every moment, whatever failed on the way. */
public enum Invariant {
    I1("no lost order", "every order that was taken exists, and every service has heard of it"),
    I2("stock", "received = available + reserved + sold, and what is held is held for an order"),
    I3("money", "an order is paid once, and what it paid is its total if completed, else nothing"),
    I4("no ghost", "every event on a topic was a committed change, and every change has its event"),
    I5("once", "an event has its effects once, however often it came"),
    I6(
            "any order",
            "every status is what its facts say, whatever order they came in",
            "That every order of arrival leads to the same facts does not show afterwards: OrderPermutationTest, AnyOrderContract, EveryInterleavingTest and TellCustomersServiceTest go through all of them."),
    I7("nothing gone", "each record that a consumer has passed was handled or put aside"),
    I8("dead letters", "each is the record that failed, whole, says why, and is up for review"),
    I9(
            "REST repeats",
            "two keys of clients never share an order",
            "That one key never makes two orders shows to whom asked only: ./orderflow chaos counts it, and OrderApiTest asks fifty times at once."),
    I10(
            "recovery",
            "no consumer stands still before what it should read",
            "How long a recovery takes shows while it happens: ./orderflow chaos measures it."),
    I11("closure", "no order is open past its deadline, a cancelled one holds nothing");

    private final String title;
    private final String promise;
    private final String beyond;

    Invariant(String title, String promise) {
        this(title, promise, "");
    }

    Invariant(String title, String promise, String beyond) {
        this.title = title;
        this.promise = promise;
        this.beyond = beyond;
    }

    public String title() {
        return title;
    }

    public String promise() {
        return promise;
    }

    /** What of it cannot be seen in a running system, and who looks at that; empty: nothing. */
    public String beyond() {
        return beyond;
    }
}
