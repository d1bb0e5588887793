package dev.orderflow.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterheadTest {

    @ParameterizedTest
    @CsvSource({
        "{userId}@customers.localhost, 1, 1@customers.localhost",
        "{userId}@customers.localhost, jo.doe_2, jo.doe_2@customers.localhost",
        "{userId}@customers.localhost, jo@example.com, '\"jo@example.com\"@customers.localhost'",
        "{userId}@customers.localhost, .jo, '\".jo\"@customers.localhost'",
        "{userId}@customers.localhost, a..b, '\"a..b\"@customers.localhost'",
        "shop+{userId}@example.com, 1, '\"shop+1\"@example.com'",
        "mail@{userId}.example.com, jo, mail@jo.example.com",
        "{userId}, jo@example.com, jo@example.com"
    })
    void an_address_is_made_of_the_user_id(String pattern, String userId, String address) {
        assertThat(new Letterhead("shop@example.com", pattern).addressOf(new UserId(userId)))
                .isEqualTo(address);
    }

    @Test
    void a_pattern_without_a_user_would_send_everything_to_one() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Letterhead("shop@example.com", "customers@example.com"))
                .withMessageContaining("app.mail.address-pattern must contain {userId}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\r\nBcc: b", "a\n", "<a>", "a,b", "a\"b", "ä", "a;b"})
    void a_user_id_cannot_break_out_of_an_address(String userId) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(userId));
    }

    @Test
    void a_user_id_is_not_longer_than_a_mailbox_name() {
        assertThat(new UserId("a".repeat(64)).value()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId("a".repeat(65)));
    }
}
