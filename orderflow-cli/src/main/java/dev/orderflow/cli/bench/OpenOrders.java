package dev.orderflow.cli.bench;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The orders that are on their way: never more than allowed. Thread-safe.
 *
 * <p>A place is taken before an order is sent, and given back when it has come to its end.
 */
final class OpenOrders {

    private final int most;
    private final Set<UUID> open = new HashSet<>();
    private final Set<UUID> endedBeforeTheAnswer = new HashSet<>();
    private int taken;
    private int accepted;
    private int ended;
    private boolean closed;

    OpenOrders(int most) {
        this.most = most;
    }

    /** Waits for a place; false where there will be none any more. */
    synchronized boolean take() throws InterruptedException {
        while (taken >= most && !closed) {
            wait();
        }
        taken++;
        return !closed;
    }

    /** The order in a place that was taken has been accepted. */
    synchronized void accepted(UUID order) {
        accepted++;
        if (endedBeforeTheAnswer.remove(order)) {
            giveBack();
        } else {
            open.add(order);
        }
    }

    /** This order has ended, well or not; it may be a stranger's, or its answer still to come. */
    synchronized void ended(UUID order) {
        if (open.remove(order)) {
            giveBack();
        } else {
            endedBeforeTheAnswer.add(order);
        }
    }

    /** Nobody waits for a place any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized int acceptedSoFar() {
        return accepted;
    }

    synchronized int endedSoFar() {
        return ended;
    }

    private void giveBack() {
        ended++;
        taken--;
        notifyAll();
    }
}
