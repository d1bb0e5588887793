package dev.orderflow.notification.domain;

import dev.orderflow.notification.domain.OrderNews.Line;
import dev.orderflow.notification.domain.OrderNews.What;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every sentence that customers get to read. */
public final class Wording {

    private static final int MOST_LINES = 20;

    /** Line ends and other control characters, and the marks that turn the direction of writing. */
    private static final Pattern NOT_PRINTED =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]+");

    private Wording() {}

    public static Message of(OrderNews news) {
        var order = news.orderId();
        var amount = news.amount();
        return switch (news.what()) {
            case What.Created(var lines) ->
                    message(
                            "We have your order " + order,
                            """
                            thank you for your order %s:

                            %s

                            Total: %s

                            We will write again as soon as it is paid."""
                                    .formatted(order, list(lines), amount));
            case What.Paid() ->
                    message(
                            "We have your payment for order " + order,
                            "your payment of %s for order %s has arrived. Thank you!"
                                    .formatted(amount, order));
            case What.Completed() ->
                    message(
                            "Your order %s is complete".formatted(order),
                            "your order %s over %s is paid and on its way to you. Enjoy it!"
                                    .formatted(order, amount));
            case What.Cancelled(var reason) ->
                    message(
                            "Your order %s is cancelled".formatted(order),
                            """
                            your order %s over %s is cancelled%s.

                            If you have paid for it already, you get your money back, and we will write when it is on its way."""
                                    .formatted(order, amount, because(reason)));
            case What.Refunded() ->
                    message(
                            "Your money for order %s is on its way back".formatted(order),
                            "you get back the %s that you paid for order %s."
                                    .formatted(amount, order));
        };
    }

    private static Message message(String subject, String text) {
        return new Message(subject, "Hello,\n\n%s\n\nYour Orderflow shop\n".formatted(text));
    }

    private static String list(List<Line> lines) {
        var text =
                lines.stream()
                        .limit(MOST_LINES)
                        .map(Wording::line)
                        .collect(Collectors.joining("\n"));
        var more = lines.size() - MOST_LINES;
        return more > 0 ? text + "\n  and %d more".formatted(more) : text;
    }

    private static String line(Line line) {
        return "  %d x %s, %s each"
                .formatted(line.quantity(), inOneLine(line.product()), line.unitPrice());
    }

    /** Somebody else wrote the product's name: it must stay a name, in its line. */
    private static String inOneLine(String name) {
        return NOT_PRINTED.matcher(name).replaceAll(" ").strip();
    }

    private static String because(CancelReason reason) {
        return switch (reason) {
            case CUSTOMER -> ", as you asked";
            case INSUFFICIENT_STOCK -> ", because we do not have enough of something in it";
            case PAYMENT_FAILED -> ", because it could not be paid";
            case TIMEOUT -> ", because it could not be completed in time";
            case OTHER -> "";
        };
    }
}
