package dev.orderflow.notification.domain;

import static dev.orderflow.notification.domain.News.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.notification.domain.OrderNews.Line;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {

    final News order = News.ofOrder();

    @Test
    void a_new_order_is_listed_with_its_prices() {
        assertThat(Wording.of(order.created(line(2, "Book", "10.00"), line(1, "Pen", "5.00"))))
                .isEqualTo(
                        new Message(
                                "We have your order " + order.orderId(),
                                """
                                Hello,

                                thank you for your order %s:

                                  2 x Book, 10.00 EUR each
                                  1 x Pen, 5.00 EUR each

                                Total: 25.00 EUR

                                We will write again as soon as it is paid.

                                Your Orderflow shop
                                """
                                        .formatted(order.orderId())));
    }

    @Test
    void a_payment_is_confirmed_with_its_amount() {
        var message = Wording.of(order.paid());

        assertThat(message.subject())
                .isEqualTo("We have your payment for order " + order.orderId());
        assertThat(message.text()).contains("your payment of 25.00 EUR", "has arrived");
    }

    @Test
    void a_completed_order_is_announced() {
        var message = Wording.of(order.completed());

        assertThat(message.subject()).isEqualTo("Your order %s is complete", order.orderId());
        assertThat(message.text()).contains("over 25.00 EUR is paid and on its way to you");
    }

    @ParameterizedTest
    @CsvSource({
        "CUSTOMER, 'is cancelled, as you asked.'",
        "INSUFFICIENT_STOCK, 'is cancelled, because we do not have enough of something in it.'",
        "PAYMENT_FAILED, 'is cancelled, because it could not be paid.'",
        "TIMEOUT, 'is cancelled, because it could not be completed in time.'",
        "OTHER, 'is cancelled.'"
    })
    void a_cancelled_order_says_why(CancelReason reason, String sentence) {
        var message = Wording.of(order.cancelled(reason));

        assertThat(message.subject()).isEqualTo("Your order %s is cancelled", order.orderId());
        assertThat(message.text()).contains(sentence, "you get your money back");
    }

    @ParameterizedTest
    @EnumSource(CancelReason.class)
    void every_reason_has_its_words(CancelReason reason) {
        assertThat(Wording.of(order.cancelled(reason)).text()).doesNotContain(reason.name());
    }

    @Test
    void a_refund_names_the_amount() {
        var message = Wording.of(order.refunded("12.5"));

        assertThat(message.subject())
                .isEqualTo("Your money for order %s is on its way back", order.orderId());
        assertThat(message.text()).contains("you get back the 12.50 EUR that you paid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pen\r\nBcc: all@example.com",
                "Pen\nBcc: all@example.com",
                "Pen\r\n\r\n.\r\nBcc: all@example.com",
                "\u0000Pen\u0085\u2028Bcc: all@example.com\u001b"
            })
    void a_product_name_cannot_leave_its_line(String name) {
        assertThat(Wording.of(order.created(line(1, name, "1.00"))).text().lines())
                .filteredOn(line -> line.contains("Bcc"))
                .singleElement()
                .asString()
                .startsWith("  1 x Pen ")
                .endsWith("Bcc: all@example.com, 1.00 EUR each");
    }

    @Test
    void a_product_name_cannot_turn_the_direction_of_writing() {
        assertThat(Wording.of(order.created(line(1, "a\u202Eb", "1.00"))).text())
                .contains("1 x a b, 1.00 EUR each");
    }

    @Test
    void markup_in_a_product_name_is_text() {
        assertThat(Wording.of(order.created(line(1, "<b>Böse</b> & co", "1.00"))).text())
                .contains("1 x <b>Böse</b> & co, 1.00 EUR each");
    }

    @Test
    void a_long_order_is_cut_short() {
        var lines =
                IntStream.rangeClosed(1, 10_000)
                        .mapToObj(number -> line(1, "product " + number, "1.00"))
                        .toArray(Line[]::new);

        assertThat(Wording.of(order.created(lines)).text())
                .contains("product 20,", "  and 9980 more\n")
                .doesNotContain("product 21,");
    }

    @Test
    void every_text_fits_its_column_however_long_the_names_are() {
        var lines =
                IntStream.range(0, 100)
                        .mapToObj(_ -> line(Integer.MAX_VALUE, "😀".repeat(127), "1.00"))
                        .toArray(Line[]::new);

        var message = Wording.of(order.created(lines));

        assertThat(message.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .isLessThan(65_535);
        assertThat(message.subject()).hasSizeLessThan(255);
    }
}
