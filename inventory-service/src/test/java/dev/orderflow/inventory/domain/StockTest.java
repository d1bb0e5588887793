package dev.orderflow.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StockTest {

    static final ProductId BOOK = new ProductId(1);

    static Stock stock(long available, long reserved, long sold) {
        return new Stock(BOOK, true, available, reserved, sold, available + reserved + sold);
    }

    @Test
    void pieces_move_and_none_is_lost() {
        var received = Stock.none(BOOK, true).receive(10);
        assertThat(received).isEqualTo(stock(10, 0, 0));
        assertThat(received.reserve(4)).isEqualTo(stock(6, 4, 0));
        assertThat(received.reserve(4).release(4)).isEqualTo(received);
        assertThat(received.reserve(4).sell(4)).isEqualTo(stock(6, 0, 4));
        assertThat(received.reserve(4).sell(4).takeBack(4)).isEqualTo(received);
    }

    static Stream<UnaryOperator<Stock>> moves_of_more_than_there_is() {
        return Stream.of(
                stock -> stock.reserve(3),
                stock -> stock.release(3),
                stock -> stock.sell(3),
                stock -> stock.takeBack(3));
    }

    @ParameterizedTest
    @MethodSource
    void moves_of_more_than_there_is(UnaryOperator<Stock> move) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> move.apply(stock(2, 2, 2)));
    }

    @Test
    void stock_whose_pieces_do_not_add_up_is_refused() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new Stock(BOOK, true, 1, 1, 1, 4))
                .withMessage(
                        "Stock of product 1 would be 1 available + 1 reserved + 1 sold of 4 received");
    }

    @Test
    void what_is_not_on_sale_cannot_be_ordered() {
        assertThat(new Stock(BOOK, false, 5, 0, 0, 5).orderable()).isZero();
    }
}
