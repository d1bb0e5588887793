package dev.orderflow.order.application;

import java.util.List;

public class ProductNotOrderableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProductNotOrderableException(List<Long> productIds) {
        super("There is no such product, or it is not sold any more: " + productIds);
    }
}
