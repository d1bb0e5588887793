package dev.orderflow.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.inventory.domain.Reservation.Deducted;
import dev.orderflow.inventory.domain.Reservation.Rejected;
import dev.orderflow.inventory.domain.Reservation.Reserved;
import dev.orderflow.inventory.domain.Reservation.Restored;
import dev.orderflow.inventory.domain.Reservation.Status;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReservationTest {

    final ProductId book = new ProductId(1);
    final ProductId pen = new ProductId(2);
    final ProductId ghost = new ProductId(3);
    final ProductId relic = new ProductId(4);
    final OrderId id = new OrderId(UUID.randomUUID());
    final List<Line> twoBooksAndAPen = List.of(new Line(book, 2), new Line(pen, 1));
    final Shelf shelf =
            new Shelf(
                    List.of(
                            Stock.none(book, true).receive(5),
                            Stock.none(pen, true).receive(1),
                            Stock.none(relic, false).receive(9)));
    final Reservation reservation = Reservation.awaited(id);

    @Test
    void a_placed_order_reserves_all_of_its_lines() {
        assertThat(reservation.place(twoBooksAndAPen, shelf)).containsExactly(new Reserved(id));
        assertThat(shelf.of(book)).contains(new Stock(book, true, 3, 2, 0, 5));
        assertThat(shelf.of(pen)).contains(new Stock(pen, true, 0, 1, 0, 1));
    }

    @Test
    void an_order_that_lacks_one_product_reserves_nothing_and_is_told_each_shortage() {
        var before = shelf.all();
        var wanted =
                List.of(
                        new Line(book, 6),
                        new Line(pen, 1),
                        new Line(ghost, 2),
                        new Line(relic, 3));

        assertThat(reservation.place(wanted, shelf))
                .containsExactly(
                        new Rejected(
                                id,
                                List.of(
                                        new Shortage(book, 6, 5),
                                        new Shortage(ghost, 2, 0),
                                        new Shortage(relic, 3, 0))));
        assertThat(shelf.all()).isEqualTo(before);
    }

    @Test
    void a_rejected_order_stays_rejected_though_goods_come_in() {
        reservation.place(List.of(new Line(book, 6)), shelf);
        shelf.receive(new Line(book, 10));

        assertThat(reservation.place(List.of(new Line(book, 6)), shelf)).isEmpty();
        assertThat(reservation.status()).isEqualTo(Status.REJECTED);
    }

    @Test
    void a_paid_order_is_sold() {
        reservation.place(twoBooksAndAPen, shelf);

        assertThat(reservation.pay(shelf)).contains(new Deducted(id));
        assertThat(shelf.of(book)).contains(new Stock(book, true, 3, 0, 2, 5));
    }

    @Test
    void an_order_that_was_paid_before_it_was_placed_is_reserved_and_sold_at_once() {
        assertThat(reservation.pay(shelf)).isEmpty();

        assertThat(reservation.place(twoBooksAndAPen, shelf))
                .containsExactly(new Reserved(id), new Deducted(id));
        assertThat(shelf.of(book)).contains(new Stock(book, true, 3, 0, 2, 5));
    }

    @Test
    void a_sold_order_that_is_cancelled_gives_everything_back() {
        var before = shelf.all();
        reservation.place(twoBooksAndAPen, shelf);
        reservation.pay(shelf);

        assertThat(reservation.cancel(shelf)).contains(new Restored(id, twoBooksAndAPen));
        assertThat(shelf.all()).isEqualTo(before);
    }

    @Test
    void an_order_that_was_cancelled_before_it_was_placed_never_takes_anything() {
        var before = shelf.all();

        assertThat(reservation.cancel(shelf)).contains(new Restored(id, List.of()));
        assertThat(reservation.place(twoBooksAndAPen, shelf)).isEmpty();
        assertThat(reservation.pay(shelf)).isEmpty();
        assertThat(shelf.all()).isEqualTo(before);
    }
}
