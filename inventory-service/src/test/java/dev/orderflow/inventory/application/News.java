package dev.orderflow.inventory.application;

import dev.orderflow.events.test.Permutations;
import dev.orderflow.inventory.application.port.in.FulfilOrdersUseCase;
import dev.orderflow.inventory.domain.Line;
import dev.orderflow.inventory.domain.OrderId;
import java.util.List;
import java.util.stream.Stream;

/** What inventory hears of an order. */
enum News {
    PLACED,
    PAID,
    CANCELLED;

    /** Every selection of the news, each once or each twice, in every order. */
    static Stream<List<News>> everyDelivery() {
        return Permutations.subsets(List.of(values())).flatMap(News::inEveryOrder);
    }

    private static Stream<List<News>> inEveryOrder(List<News> news) {
        var twice = Stream.concat(news.stream(), news.stream()).toList();
        return Stream.concat(Permutations.of(news), Permutations.of(twice)).distinct();
    }

    void tell(FulfilOrdersUseCase orders, OrderId order, List<Line> lines) {
        switch (this) {
            case PLACED -> orders.place(order, lines);
            case PAID -> orders.pay(order);
            case CANCELLED -> orders.cancel(order);
        }
    }
}
