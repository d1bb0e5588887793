package dev.orderflow.inventory.domain;

import java.util.List;
import java.util.Optional;

/**
 * What is known of an order here, and what it holds of the stock.
 *
 * <p>The news of an order come in any order, and more than once: that it was placed, paid,
 * cancelled. Each is a fact that is written down and never taken back; the status, and with it
 * where the pieces are, follows from the facts.
 */
public final class Reservation {

    /** What can happen to a reservation. */
    public sealed interface Event {

        OrderId orderId();
    }

    public record Reserved(OrderId orderId) implements Event {}

    public record Rejected(OrderId orderId, List<Shortage> shortages) implements Event {}

    public record Deducted(OrderId orderId) implements Event {}

    public record Restored(OrderId orderId, List<Line> lines) implements Event {}

    /** What came of the attempt to reserve. */
    public enum Outcome {
        /** Not tried: the order is not known yet, or was cancelled before it was. */
        NONE,
        HELD,
        REJECTED
    }

    /** Where an order stands. */
    public enum Status {
        AWAITED,
        RESERVED,
        DEDUCTED,
        RESTORED,
        REJECTED
    }

    private final OrderId id;
    private List<Line> lines;
    private Outcome outcome;
    private boolean paid;
    private boolean cancelled;

    private Reservation(
            OrderId id, List<Line> lines, Outcome outcome, boolean paid, boolean cancelled) {
        this.id = id;
        this.lines = List.copyOf(lines);
        this.outcome = outcome;
        this.paid = paid;
        this.cancelled = cancelled;
    }

    /** That of an order of which nothing is known. */
    public static Reservation awaited(OrderId id) {
        return new Reservation(id, List.of(), Outcome.NONE, false, false);
    }

    /** Brings back a reservation that was stored earlier. */
    public static Reservation restore(
            OrderId id, List<Line> lines, Outcome outcome, boolean paid, boolean cancelled) {
        return new Reservation(id, lines, outcome, paid, cancelled);
    }

    /** The order was placed: takes all of its lines from the shelf, or none. */
    public List<Event> place(List<Line> wanted, Shelf shelf) {
        if (status() != Status.AWAITED) {
            return List.of();
        }
        var shortages = shelf.shortages(wanted);
        if (!shortages.isEmpty()) {
            outcome = Outcome.REJECTED;
            return List.of(new Rejected(id, shortages));
        }
        outcome = Outcome.HELD;
        lines = List.copyOf(wanted);
        shelf.reserve(lines);
        return paid ? List.of(new Reserved(id), sell(shelf)) : List.of(new Reserved(id));
    }

    /** The order was paid: what it has reserved is sold, now or as soon as it is reserved. */
    public Optional<Deducted> pay(Shelf shelf) {
        boolean sells = status() == Status.RESERVED;
        paid = true;
        return sells ? Optional.of(sell(shelf)) : Optional.empty();
    }

    /**
     * The order was cancelled: what it holds goes back. That is told once, also when it holds
     * nothing.
     */
    public Optional<Restored> cancel(Shelf shelf) {
        switch (status()) {
            case RESTORED -> {
                return Optional.empty();
            }
            case RESERVED -> shelf.release(lines);
            case DEDUCTED -> shelf.takeBack(lines);
            case AWAITED, REJECTED -> {}
        }
        cancelled = true;
        return Optional.of(new Restored(id, lines));
    }

    public Status status() {
        if (cancelled) {
            return Status.RESTORED;
        }
        return switch (outcome) {
            case NONE -> Status.AWAITED;
            case REJECTED -> Status.REJECTED;
            case HELD -> paid ? Status.DEDUCTED : Status.RESERVED;
        };
    }

    public OrderId id() {
        return id;
    }

    /** What was taken from the shelf, each product once; empty as long as nothing was. */
    public List<Line> lines() {
        return lines;
    }

    public Outcome outcome() {
        return outcome;
    }

    public boolean paid() {
        return paid;
    }

    public boolean cancelled() {
        return cancelled;
    }

    private Deducted sell(Shelf shelf) {
        shelf.sell(lines);
        return new Deducted(id);
    }
}
