package dev.orderflow.cli.chaos;

import dev.orderflow.cli.bench.HttpConnection;
import dev.orderflow.cli.bench.HttpConnection.Answer;
import java.util.List;
import java.util.UUID;

/** Customers who order, and some of whom cancel. */
record Shoppers(Shop shop, ToldOfOrders told, Crowd crowd) {

    static Crowd start(Shop shop, ToldOfOrders told, double rate) {
        var crowd = new Crowd(List.of(shop.orders()), rate, told);
        crowd.come(shop.traffic().buyers(), new Shoppers(shop, told, crowd)::place);
        return crowd;
    }

    private void place(int number, HttpConnection connection) throws InterruptedException {
        var answer = ask(shop.place(number), connection, number);
        if (answer.status() == 201) {
            var order = id(answer);
            told.placed(number, order);
            if (shop.isAskedTwice(number)) {
                askAgain(number, connection);
            }
            if (shop.isCancelled(number)) {
                crowd.comeBack(
                        number,
                        shop.cancelAfterMs(number),
                        (_, another) -> cancel(number, order, another));
            }
        } else {
            crowd.surprised("placing", answer);
        }
    }

    private void askAgain(int number, HttpConnection connection) throws InterruptedException {
        var again = ask(shop.place(number), connection, number);
        if (again.status() == 201) {
            told.placed(number, id(again));
        } else {
            crowd.surprised("asked again", again);
        }
    }

    private void cancel(int number, UUID order, HttpConnection connection)
            throws InterruptedException {
        var answer = ask(shop.cancel(number, order), connection, number);
        switch (answer.status()) {
            case 200, 202 -> told.cancelAccepted(order);
            case 409 -> {
                // Too late, or it can't be any more.
            }
            default -> crowd.surprised("cancelling " + order, answer);
        }
    }

    private Answer ask(byte[] request, HttpConnection connection, int number)
            throws InterruptedException {
        return crowd.ask(number, () -> connection.send(request), Shoppers::isFinal);
    }

    /** Products that order-service has not heard of yet are not refused for ever. */
    private static boolean isFinal(Answer answer) {
        return switch (answer.status()) {
            case 0, 422, 429 -> false;
            case 409 -> answer.toString().contains("order-not-cancellable");
            default -> answer.status() < 500;
        };
    }

    private static UUID id(Answer answer) {
        var location = answer.location();
        return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    }
}
