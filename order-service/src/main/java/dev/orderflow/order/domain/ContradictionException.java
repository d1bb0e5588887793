package dev.orderflow.order.domain;

/** Two things were reported of an order that cannot both be true: somebody has to look. */
public class ContradictionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ContradictionException(String of, Enum<?> known, Enum<?> news) {
        super("The order's %s is %s and cannot also be %s".formatted(of, known, news));
    }
}
