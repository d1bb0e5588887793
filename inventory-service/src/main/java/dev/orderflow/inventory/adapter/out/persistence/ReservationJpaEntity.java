package dev.orderflow.inventory.adapter.out.persistence;

import dev.orderflow.inventory.domain.Line;
import dev.orderflow.inventory.domain.OrderId;
import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.Reservation;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.SQLUpdate;
import org.hibernate.jdbc.Expectation;

/** How a reservation lies in the database. It has no version: who changes it has locked it. */
@Entity
@Table(name = "reservation")
@SQLUpdate(
        sql =
                """
                insert into reservation (cancelled, outcome, paid, status, order_id)
                values (?, ?, ?, ?, ?)
                on duplicate key update cancelled = values(cancelled), outcome = values(outcome), paid =
                  values(paid), status = values(status)""",
        // The driver makes one statement of a batch; then it counts nothing.
        verify = Expectation.None.class)
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class ReservationJpaEntity {

    @Id private UUID orderId;

    @Enumerated(EnumType.STRING)
    private Reservation.Outcome outcome;

    private boolean paid;

    private boolean cancelled;

    /** Follows from the facts above; stored for those who read the table. */
    @Enumerated(EnumType.STRING)
    private Reservation.Status status;

    @ElementCollection
    @CollectionTable(name = "reservation_line", joinColumns = @JoinColumn(name = "order_id"))
    private Set<LineRow> lines = new HashSet<>();

    static ReservationJpaEntity from(Reservation reservation) {
        var entity = new ReservationJpaEntity();
        entity.orderId = reservation.id().value();
        entity.apply(reservation);
        return entity;
    }

    void apply(Reservation reservation) {
        outcome = reservation.outcome();
        paid = reservation.paid();
        cancelled = reservation.cancelled();
        status = reservation.status();
        // Once there are lines, they stay as they are.
        if (lines.isEmpty()) {
            reservation.lines().stream().map(LineRow::from).forEach(lines::add);
        }
    }

    Reservation toDomain() {
        var inOrder =
                lines.stream()
                        .map(LineRow::toDomain)
                        .sorted(Comparator.comparing(Line::product))
                        .toList();
        return Reservation.restore(new OrderId(orderId), inOrder, outcome, paid, cancelled);
    }

    UUID orderId() {
        return orderId;
    }

    List<Long> productIds() {
        return lines.stream().map(LineRow::productId).toList();
    }

    @Embeddable
    record LineRow(long productId, int quantity) {

        static LineRow from(Line line) {
            return new LineRow(line.product().value(), line.quantity());
        }

        Line toDomain() {
            return new Line(new ProductId(productId), quantity);
        }
    }
}
