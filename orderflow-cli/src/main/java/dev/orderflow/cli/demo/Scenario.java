package dev.orderflow.cli.demo;

import java.util.List;
import java.util.Map;

/**
 * One way in which an order can end.
 *
 * @param reason why it is cancelled; empty where it is not
 * @param cancelAt the status in which the customer cancels; empty where they do not
 */
record Scenario(
        String title,
        Goods goods,
        int quantity,
        Map<String, String> payment,
        String cancelAt,
        String end,
        String reason) {

    enum Goods {
        PLENTIFUL,
        SCARCE
    }

    private static final Map<String, String> POINTS = Map.of("paymentMethod", "POINTS");

    static final List<Scenario> ALL =
            List.of(
                    new Scenario("paid by points", Goods.PLENTIFUL, 2, POINTS, "", "COMPLETED", ""),
                    new Scenario(
                            "paid by card",
                            Goods.PLENTIFUL,
                            1,
                            card("tok_approve"),
                            "",
                            "COMPLETED",
                            ""),
                    new Scenario(
                            "paid by card, the answer is late",
                            Goods.PLENTIFUL,
                            1,
                            card("tok_late_success"),
                            "",
                            "COMPLETED",
                            ""),
                    new Scenario(
                            "more than there is",
                            Goods.SCARCE,
                            10_000,
                            POINTS,
                            "",
                            "CANCELLED",
                            "INSUFFICIENT_STOCK"),
                    new Scenario(
                            "card declined",
                            Goods.PLENTIFUL,
                            1,
                            card("tok_decline"),
                            "",
                            "CANCELLED",
                            "PAYMENT_FAILED"),
                    new Scenario(
                            "cancelled during payment",
                            Goods.PLENTIFUL,
                            1,
                            card("tok_late_success"),
                            "CONFIRMED",
                            "CANCELLED",
                            "CUSTOMER"),
                    new Scenario(
                            "cancelled after completion",
                            Goods.PLENTIFUL,
                            3,
                            POINTS,
                            "COMPLETED",
                            "CANCELLED",
                            "CUSTOMER"),
                    new Scenario(
                            "deadline passes, the gateway is silent",
                            Goods.PLENTIFUL,
                            1,
                            card("tok_timeout"),
                            "",
                            "CANCELLED",
                            "TIMEOUT"));

    private static Map<String, String> card(String token) {
        return Map.of("paymentMethod", "CARD", "cardToken", token);
    }
}
