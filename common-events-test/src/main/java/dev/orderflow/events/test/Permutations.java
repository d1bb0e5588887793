package dev.orderflow.events.test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every order in which things can arrive. */
public final class Permutations {

    private Permutations() {}

    /** All n! orders of the elements. Equal elements count as different ones. */
    public static <T> Stream<List<T>> of(List<T> elements) {
        if (elements.isEmpty()) {
            return Stream.of(List.of());
        }
        return IntStream.range(0, elements.size())
                .boxed()
                .flatMap(
                        first -> {
                            var others = new ArrayList<>(elements);
                            var head = others.remove((int) first);
                            return of(others)
                                    .map(
                                            tail -> {
                                                var order = new ArrayList<T>(elements.size());
                                                order.add(head);
                                                order.addAll(tail);
                                                return List.copyOf(order);
                                            });
                        });
    }

    /** All orders of the elements in which one of them, each in turn, arrives twice. */
    public static <T> Stream<List<T>> withOneDuplicate(List<T> elements) {
        return elements.stream()
                .flatMap(
                        twice -> {
                            var more = new ArrayList<>(elements);
                            more.add(twice);
                            return of(more);
                        });
    }

    /** All subsets of the elements, in their order. */
    public static <T> Stream<List<T>> subsets(List<T> elements) {
        return IntStream.range(0, 1 << elements.size())
                .mapToObj(
                        bits ->
                                IntStream.range(0, elements.size())
                                        .filter(index -> (bits & 1 << index) != 0)
                                        .mapToObj(elements::get)
                                        .toList());
    }
}
