package dev.orderflow.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PointsAccountTest {

    final Currency euro = Currency.getInstance("EUR");
    final PointsAccount.Key key = new PointsAccount.Key(new UserId("1"), euro);
    final OrderId orderId = new OrderId(new UUID(0, 1));

    @Test
    void a_charge_takes_what_is_there_and_never_more() {
        var account = new PointsAccount(key, Money.of("25.00", "EUR"));

        assertThat(account.charge(orderId, Money.of("25.01", "EUR"))).isEmpty();
        assertThat(account.charge(orderId, Money.of("25.00", "EUR"))).isPresent();
        assertThat(account.balance()).isEqualTo(Money.zero(euro));
    }

    @Test
    void what_one_account_loses_another_gains() {
        var account = PointsAccount.empty(key);

        var topUp = account.topUp(Money.of("10.00", "EUR")).orElseThrow();

        assertThat(topUp.entries())
                .containsExactly(
                        new LedgerTransaction.Entry(
                                new LedgerTransaction.Account.Issued(), new BigDecimal("-10.00")),
                        new LedgerTransaction.Entry(
                                new LedgerTransaction.Account.Customer(key.userId()),
                                new BigDecimal("10.00")));
    }

    @Test
    void a_transaction_whose_entries_do_not_sum_to_zero_is_refused() {
        var entry =
                new LedgerTransaction.Entry(
                        new LedgerTransaction.Account.Revenue(), BigDecimal.ONE);

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new LedgerTransaction(
                                        new UUID(0, 1),
                                        LedgerTransaction.Kind.TOP_UP,
                                        null,
                                        euro,
                                        List.of(entry)));
    }

    @Test
    void an_account_has_a_limit() {
        var account = new PointsAccount(key, Money.of("999999999999.00", "EUR"));

        assertThat(account.topUp(Money.of("1.01", "EUR"))).isEmpty();
        assertThat(account.topUp(Money.of("1.00", "EUR"))).isPresent();
    }

    @Test
    void money_has_the_decimals_of_its_currency_and_is_never_negative() {
        assertThat(Money.of("1.5000", "EUR").amount()).isEqualTo(new BigDecimal("1.50"));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1.001", "EUR"));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1.5", "JPY"));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of("-1", "EUR"));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1", "XAU"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.of("1", "EUR").plus(Money.of("1", "USD")));
    }
}
