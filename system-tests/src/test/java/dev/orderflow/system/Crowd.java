package dev.orderflow.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;

/** Many orders of one customer, some at a time; every fourth is paid by card. */
final class Crowd {

    private static final int AT_A_TIME = 8;

    private Crowd() {}

    /**
     * Returns when each order was answered.
     *
     * @param placed hears how many have been placed, after each
     */
    static List<UUID> order(Shopper shopper, int orders, IntConsumer placed) {
        var answered = new ConcurrentLinkedQueue<UUID>();
        try (var clients = Executors.newFixedThreadPool(AT_A_TIME)) {
            var calls = new ArrayList<CompletableFuture<Void>>();
            for (var number = 0; number < orders; number++) {
                var payment = payment(number);
                var key = "order-" + UUID.randomUUID();
                calls.add(
                        CompletableFuture.runAsync(
                                () -> {
                                    answered.add(shopper.order(payment, key));
                                    placed.accept(answered.size());
                                },
                                clients));
            }
            calls.forEach(CompletableFuture::join);
        }
        return List.copyOf(answered);
    }

    private static Map<String, String> payment(int number) {
        return number % 4 == 3
                ? Map.of("paymentMethod", "CARD", "cardToken", "tok_approve")
                : Map.of();
    }
}
