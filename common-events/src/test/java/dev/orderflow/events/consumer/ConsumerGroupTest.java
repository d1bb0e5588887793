package dev.orderflow.events.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orderflow.events.wire.TopicNames;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ConsumerGroupTest {

    @Test
    void the_services_own_consumer_is_called_like_it_and_the_others_have_their_names_behind() {
        assertThat(group("", Map.of()))
                .isEqualTo(new ConsumerGroup("message-service", "message-service-group"));
        assertThat(group("statistics", Map.of()))
                .isEqualTo(
                        new ConsumerGroup(
                                "message-service-statistics", "message-service-statistics-group"));
    }

    @Test
    void another_group_id_is_the_others_beginning() {
        var settings = Map.of("groupId", "blue");

        assertThat(group("", settings).id()).isEqualTo("blue");
        assertThat(group("statistics", settings).id()).isEqualTo("blue-statistics");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "Statistics", "a.b", "a_b", "-a", "a-", "a--b", "ä"})
    void what_would_spoil_a_topics_name_is_refused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> group(name, Map.of()));
    }

    @Test
    void what_is_longer_than_the_inbox_can_tell_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> group("x".repeat(49), Map.of()));
    }

    private static ConsumerGroup group(String name, Map<String, String> settings) {
        var properties =
                new Binder(new MapConfigurationPropertySource(settings))
                        .bindOrCreate("", ConsumerProperties.class);
        return ConsumerGroup.of(name, "message-service", properties, new TopicNames(Map.of(), ""));
    }
}
