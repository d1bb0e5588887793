package dev.orderflow.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.test.FuzzedApi;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@PaymentServiceTest
class FuzzedTopUpsTest {

    static final String ENTRIES =
            "select count(*) from ledger_entry where account like 'customer:fuzzed:%'";

    @LocalServerPort int port;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    @Test
    void every_body_is_a_top_up_or_is_refused_with_what_to_mend() {
        var before = entries();

        var accepted =
                new FuzzedApi(port)
                        .call(
                                "POST",
                                "/api/points/fuzzed/top-up",
                                Map.of(
                                        "amount", Arbitraries.of("\"1\"", "\"0.01\"", "\"2.50\""),
                                        "currency", Arbitraries.of("\"EUR\"", "\"KRW\"")));

        assertThat(accepted).isPositive();
        assertThat(entries() - before).isEqualTo(accepted);
    }

    private long entries() {
        return transaction.execute(_ -> jdbc.queryForObject(ENTRIES, Long.class));
    }
}
