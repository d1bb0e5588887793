package com.example.parcel;

import java.math.BigDecimal;
import java.util.Set;

/** Who takes a parcel, and for how much. */
enum Carrier {
    POST("2.50"),
    FREIGHT("18.00");

    private static final Set<String> COUNTRIES = Set.of("DE", "KR");
    private static final int MOST_GRAMS = 1_000_000;
    private static final int POST_GRAMS = 30_000;

    private final BigDecimal postage;

    Carrier(String postage) {
        this.postage = new BigDecimal(postage);
    }

    static Carrier of(OrderPacked order) {
        if (!COUNTRIES.contains(order.country())) {
            throw new NotServed(order.country());
        }
        if (order.grams() > MOST_GRAMS) {
            throw new TooHeavy(order.grams());
        }
        return order.grams() > POST_GRAMS ? FREIGHT : POST;
    }

    BigDecimal postage() {
        return postage;
    }
}
