package dev.orderflow.order.adapter.out.persistence;

import dev.orderflow.order.application.port.OrderProgress;
import dev.orderflow.order.application.port.OrderView;
import dev.orderflow.order.domain.CancelReason;
import dev.orderflow.order.domain.Money;
import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.order.domain.OrderLine;
import dev.orderflow.order.domain.OrderStatus;
import dev.orderflow.order.domain.PaymentChoice;
import dev.orderflow.order.domain.PaymentFact;
import dev.orderflow.order.domain.StockFact;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.SQLUpdate;
import org.hibernate.jdbc.Expectation;
import org.jspecify.annotations.Nullable;

/**
 * How an order lies in the database. Both directions of the mapping live here. It has no version:
 * who changes it has locked it.
 */
@Entity
@Table(name = "orders")
@SQLUpdate(
        sql =
                """
                insert into orders (cancel_reasons, card_token, completed_at, created_at, currency, deadline,
                  payment, payment_method, status, stock, total, updated_at, user_id, id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on duplicate key update cancel_reasons = values(cancel_reasons), card_token =
                  values(card_token), completed_at = values(completed_at), created_at = values(created_at),
                  currency = values(currency), deadline = values(deadline), payment = values(payment),
                  payment_method = values(payment_method), status = values(status), stock = values(stock), total =
                  values(total), updated_at = values(updated_at), user_id = values(user_id)""",
        // The driver makes one statement of a batch; then it counts nothing.
        verify = Expectation.None.class)
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class OrderJpaEntity {

    @Id private UUID id;

    private String userId;

    @Enumerated(EnumType.STRING)
    private OrderStatus status;

    @Enumerated(EnumType.STRING)
    private StockFact stock;

    @Enumerated(EnumType.STRING)
    private PaymentFact payment;

    private String cancelReasons;

    @Enumerated(EnumType.STRING)
    private PaymentChoice.Method paymentMethod;

    private @Nullable String cardToken;
    private BigDecimal total;
    private String currency;
    private Instant createdAt;
    private Instant updatedAt;
    private @Nullable Instant completedAt;
    private Instant deadline;

    /** Read only to be shown; no rule needs them. */
    @ElementCollection
    @OrderColumn(name = "position")
    @CollectionTable(name = "order_line", joinColumns = @JoinColumn(name = "order_id"))
    private List<Line> lines;

    static OrderJpaEntity from(Order order, List<OrderLine> lines, Instant deadline) {
        var entity = new OrderJpaEntity();
        entity.id = order.id().value();
        entity.userId = order.userId();
        entity.paymentMethod = order.payment().method();
        entity.cardToken = order.payment().cardToken().orElse(null);
        entity.total = order.total().amount();
        entity.currency = order.total().currency().getCurrencyCode();
        entity.createdAt = order.createdAt();
        entity.deadline = deadline;
        entity.lines = lines.stream().map(Line::from).toList();
        return entity.apply(order, order.createdAt());
    }

    /** Takes over what may change in an order's life. */
    OrderJpaEntity apply(Order order, Instant now) {
        var facts = order.facts();
        status = facts.status();
        stock = facts.stock();
        payment = facts.payment();
        cancelReasons =
                facts.cancelReasons().stream()
                        .sorted()
                        .map(Enum::name)
                        .collect(Collectors.joining(","));
        completedAt = facts.completedAt().orElse(null);
        updatedAt = now;
        return this;
    }

    Order toDomain() {
        return Order.restore(
                new OrderId(id),
                userId,
                money(),
                new PaymentChoice(paymentMethod, Optional.ofNullable(cardToken)),
                createdAt,
                new Order.Facts(stock, payment, reasons(), Optional.ofNullable(completedAt)));
    }

    UUID id() {
        return id;
    }

    OrderView toView() {
        return new OrderView(
                new OrderId(id),
                userId,
                status,
                lines.stream().map(line -> line.toDomain(currency)).toList(),
                money(),
                paymentMethod,
                reasons().stream().min(CancelReason::compareTo),
                createdAt,
                updatedAt,
                Optional.ofNullable(completedAt),
                deadline);
    }

    OrderProgress toProgress() {
        return new OrderProgress(
                new OrderId(id),
                status,
                stock,
                payment,
                reasons().stream().min(CancelReason::compareTo),
                updatedAt);
    }

    private Money money() {
        return Amounts.money(total, currency);
    }

    private Set<CancelReason> reasons() {
        return Arrays.stream(cancelReasons.split(","))
                .filter(name -> !name.isEmpty())
                .map(CancelReason::valueOf)
                .collect(Collectors.toSet());
    }

    @Embeddable
    record Line(long productId, String name, int quantity, BigDecimal unitPrice) {

        static Line from(OrderLine line) {
            return new Line(
                    line.productId(), line.name(), line.quantity(), line.unitPrice().amount());
        }

        OrderLine toDomain(String currency) {
            return new OrderLine(productId, name, quantity, Amounts.money(unitPrice, currency));
        }
    }
}
