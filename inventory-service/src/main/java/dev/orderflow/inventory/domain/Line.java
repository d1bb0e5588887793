package dev.orderflow.inventory.domain;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** So many pieces of one product. */
public record Line(ProductId product, int quantity) {

    public Line {
        if (quantity < 1) {
            throw new IllegalArgumentException("A line has at least one piece, not " + quantity);
        }
    }

    /** The same lines with each product once, in the order of their ids. */
    public static List<Line> summed(Collection<Line> lines) {
        return lines.stream()
                .collect(toMap(Line::product, Line::quantity, Math::addExact, TreeMap::new))
                .entrySet()
                .stream()
                .map(sum -> new Line(sum.getKey(), sum.getValue()))
                .toList();
    }
}
