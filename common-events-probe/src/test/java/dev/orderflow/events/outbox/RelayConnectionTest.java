package dev.orderflow.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderflow.embedded.EmbeddedMariaDb;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class RelayConnectionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** To the server, a host that lost its power is one that says nothing any more. */
    @Test
    void an_owner_that_is_gone_without_a_word_makes_room_for_another() throws SQLException {
        try (var database = EmbeddedMariaDb.start()) {
            database.createDatabase("relayed", "relay", "relay");
            var dataSource =
                    new DriverManagerDataSource(database.jdbcUrl("relayed"), "relay", "relay");
            try (var owner = new RelayConnection(dataSource, Duration.ofHours(1));
                    var other = new RelayConnection(dataSource, Duration.ofHours(1))) {
                assertThat(owner.whileOwner()).isNotNull();
                assertThat(other.whileOwner()).isNull();
            }
            try (var silent = new RelayConnection(dataSource, Duration.ofSeconds(1));
                    var other = new RelayConnection(dataSource, Duration.ofHours(1))) {
                await().atMost(PATIENCE) // the server may notice a little later
                        .untilAsserted(() -> assertThat(silent.whileOwner()).isNotNull());

                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(other.whileOwner()).isNotNull());
            }
        }
    }
}
