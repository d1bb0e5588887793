package dev.orderflow.order.domain;

import static dev.orderflow.order.domain.OrderStatus.CANCELLED;
import static dev.orderflow.order.domain.OrderStatus.CANCELLING;
import static dev.orderflow.order.domain.OrderStatus.COMPLETED;
import static dev.orderflow.order.domain.OrderStatus.CONFIRMED;
import static dev.orderflow.order.domain.OrderStatus.PENDING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A customer's order, as what is known of it: its stock, its payment, and the reasons to cancel it.
 * Each of these only grows, and the status is computed from them; so an event may arrive late,
 * early or twice. What the order has to tell others follows from what changed, and is returned by
 * the method that changed it.
 *
 * <p>The lines are not part of it, as no rule needs them once the order is placed.
 */
public final class Order {

    /** What an order tells others. */
    public sealed interface Event {}

    public record Created(OrderId orderId, String userId, List<OrderLine> lines, Money total)
            implements Event {}

    public record PaymentRequested(
            OrderId orderId, String userId, Money amount, PaymentChoice payment) implements Event {}

    public record Completed(OrderId orderId, String userId, Money total) implements Event {}

    public record Cancelled(OrderId orderId, String userId, CancelReason reason, Money total)
            implements Event {}

    /** What is known of an order. */
    public record Facts(
            StockFact stock,
            PaymentFact payment,
            Set<CancelReason> cancelReasons,
            Optional<Instant> completedAt) {

        private static final Facts NONE =
                new Facts(StockFact.NONE, PaymentFact.NONE, Set.of(), Optional.empty());

        public Facts {
            cancelReasons = Set.copyOf(cancelReasons);
        }

        /** The whole of the rule: a function of what is known, not of how it came to be known. */
        public OrderStatus status() {
            if (!cancelReasons.isEmpty()) {
                return stock == StockFact.RESTORED && payment == PaymentFact.REFUNDED
                        ? CANCELLED
                        : CANCELLING;
            }
            if (stock == StockFact.DEDUCTED && payment == PaymentFact.COMPLETED) {
                return COMPLETED;
            }
            return stock == StockFact.NONE ? PENDING : CONFIRMED;
        }

        private Facts with(StockFact news) {
            return new Facts(stock.join(news), payment, cancelReasons, completedAt);
        }

        private Facts with(PaymentFact news) {
            return new Facts(stock, payment.join(news), cancelReasons, completedAt);
        }

        private Facts with(CancelReason reason) {
            var reasons = EnumSet.of(reason);
            reasons.addAll(cancelReasons);
            return new Facts(stock, payment, reasons, completedAt);
        }

        private Facts completed(Instant at) {
            return new Facts(stock, payment, cancelReasons, Optional.of(at));
        }
    }

    private final OrderId id;
    private final String userId;
    private final Money total;
    private final PaymentChoice payment;
    private final Instant createdAt;
    private Facts facts;

    private Order(
            OrderId id,
            String userId,
            Money total,
            PaymentChoice payment,
            Instant createdAt,
            Facts facts) {
        this.id = id;
        this.userId = userId;
        this.total = total;
        this.payment = payment;
        this.createdAt = createdAt;
        this.facts = facts;
    }

    /** A new order and the event that tells of it. */
    public record Placed(Order order, Created event) {}

    public static Placed place(
            OrderId id,
            String userId,
            Collection<OrderLine> lines,
            PaymentChoice payment,
            Instant now) {
        var total =
                lines.stream()
                        .map(OrderLine::total)
                        .reduce(Money::plus)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "An order has at least one line"));
        return new Placed(
                new Order(id, userId, total, payment, now, Facts.NONE),
                new Created(id, userId, List.copyOf(lines), total));
    }

    /** Brings back an order that was stored earlier. */
    public static Order restore(
            OrderId id,
            String userId,
            Money total,
            PaymentChoice payment,
            Instant createdAt,
            Facts facts) {
        return new Order(id, userId, total, payment, createdAt, facts);
    }

    public List<Event> stockReserved(Instant now) {
        return learn(facts.with(StockFact.RESERVED), now);
    }

    public List<Event> stockRejected(Instant now) {
        return learn(facts.with(StockFact.REJECTED).with(CancelReason.INSUFFICIENT_STOCK), now);
    }

    public List<Event> stockDeducted(Instant now) {
        return learn(facts.with(StockFact.DEDUCTED), now);
    }

    public List<Event> stockRestored(Instant now) {
        return learn(facts.with(StockFact.RESTORED), now);
    }

    public List<Event> paymentCompleted(Instant now) {
        return learn(facts.with(PaymentFact.COMPLETED), now);
    }

    public List<Event> paymentFailed(Instant now) {
        return learn(facts.with(PaymentFact.FAILED).with(CancelReason.PAYMENT_FAILED), now);
    }

    public List<Event> paymentRefunded(Instant now) {
        return learn(facts.with(PaymentFact.REFUNDED), now);
    }

    /**
     * The customer's wish; nothing new where the order is being cancelled anyway.
     *
     * @param window how long after its completion an order can be cancelled
     * @throws OrderNotCancellableException when that time is over
     */
    public List<Event> cancel(Duration window, Instant now) {
        if (status() == COMPLETED) {
            var until = facts.completedAt().orElseThrow().plus(window);
            if (now.isAfter(until)) {
                throw new OrderNotCancellableException(id, until);
            }
        }
        return facts.cancelReasons().isEmpty()
                ? learn(facts.with(CancelReason.CUSTOMER), now)
                : List.of();
    }

    /** The deadline has passed; nothing where the order is final or being cancelled. */
    public List<Event> timeOut(Instant now) {
        return status() == PENDING || status() == CONFIRMED
                ? learn(facts.with(CancelReason.TIMEOUT), now)
                : List.of();
    }

    private List<Event> learn(Facts news, Instant now) {
        var before = facts;
        facts = news;
        var events = new ArrayList<Event>();
        if (facts.stock() == StockFact.RESERVED
                && facts.payment() == PaymentFact.NONE
                && status() == CONFIRMED) {
            facts = facts.with(PaymentFact.REQUESTED);
            events.add(new PaymentRequested(id, userId, total, payment));
        }
        if (status() == COMPLETED && before.status() != COMPLETED) {
            facts = facts.completed(now);
            events.add(new Completed(id, userId, total));
        }
        if (!facts.cancelReasons().isEmpty() && before.cancelReasons().isEmpty()) {
            events.add(new Cancelled(id, userId, cancelReason().orElseThrow(), total));
        }
        return List.copyOf(events);
    }

    public OrderId id() {
        return id;
    }

    public String userId() {
        return userId;
    }

    public Money total() {
        return total;
    }

    public PaymentChoice payment() {
        return payment;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Facts facts() {
        return facts;
    }

    public OrderStatus status() {
        return facts.status();
    }

    public Optional<CancelReason> cancelReason() {
        return facts.cancelReasons().stream().min(CancelReason::compareTo);
    }
}
