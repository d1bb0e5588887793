package dev.orderflow.inventory.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The stock that one step works on. A product that is not on it does not exist. */
public final class Shelf {

    private final Map<ProductId, Stock> stock = new TreeMap<>();

    public Shelf(Collection<Stock> stock) {
        stock.forEach(it -> this.stock.put(it.product(), it));
    }

    /** Which of these lines cannot be had in full. */
    public List<Shortage> shortages(List<Line> lines) {
        return lines.stream()
                .map(
                        line ->
                                new Shortage(
                                        line.product(), line.quantity(), orderable(line.product())))
                .filter(shortage -> shortage.available() < shortage.requested())
                .toList();
    }

    public void receive(Line line) {
        move(List.of(line), Stock::receive);
    }

    public void reserve(List<Line> lines) {
        move(lines, Stock::reserve);
    }

    public void release(List<Line> lines) {
        move(lines, Stock::release);
    }

    public void sell(List<Line> lines) {
        move(lines, Stock::sell);
    }

    public void takeBack(List<Line> lines) {
        move(lines, Stock::takeBack);
    }

    public Optional<Stock> of(ProductId product) {
        return Optional.ofNullable(stock.get(product));
    }

    public Collection<Stock> all() {
        return List.copyOf(stock.values());
    }

    private long orderable(ProductId product) {
        return of(product).map(Stock::orderable).orElse(0L);
    }

    private void move(List<Line> lines, BiFunction<Stock, Integer, Stock> how) {
        for (var line : lines) {
            var moved =
                    stock.computeIfPresent(
                            line.product(), (_, before) -> how.apply(before, line.quantity()));
            if (moved == null) {
                throw new IllegalStateException(
                        "No stock of product %d on this shelf".formatted(line.product().value()));
            }
        }
    }
}
