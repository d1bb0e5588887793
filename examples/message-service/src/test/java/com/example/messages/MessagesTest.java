package com.example.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.messages.contract.MessageCreated;
import com.example.messages.contract.MessageDeleted;
import com.example.messages.contract.MessageRead;
import dev.orderflow.events.test.HexagonalArchitecture;
import dev.orderflow.events.test.WhoMayCall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What people do with messages, and what the others hear of it. */
class MessagesTest extends WholeService {

    @Autowired ApplicationContext service;

    final String anna = somebody();
    final String bert = somebody();

    @Test
    void a_message_is_in_both_boxes_and_told_to_the_others() {
        var id = send(anna, bert, "Lunch?");

        assertThat(contents(bert, "INBOX")).containsExactly("Lunch?");
        assertThat(contents(anna, "SENT")).containsExactly("Lunch?");
        assertThat(contents(anna, "INBOX")).isEmpty();
        var event = published.await(MessageCreated.class, bert);
        assertThat(event.messageId()).isEqualTo(id);
        assertThat(event.senderId()).isEqualTo(anna);
    }

    @Test
    void a_note_to_oneself_needs_no_body() {
        var answer = call("POST", "/api/messages/simple?content=Milk&type=WARNING", anna, null);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(contents(anna, "INBOX")).containsExactly("Milk");
    }

    @Test
    void the_sender_sees_that_a_message_was_read() {
        var id = send(anna, bert, "Read me");

        assertThat(call("POST", "/api/messages/%s/read".formatted(id), bert, null).status())
                .isEqualTo(204);
        assertThat(call("POST", "/api/messages/%s/read".formatted(id), bert, null).status())
                .isEqualTo(204);

        await().until(() -> !box(anna, "SENT").get(0).get("readAt").isNull());
        published.await(MessageRead.class, bert);
        assertThat(published.all(MessageRead.class, bert)).hasSize(1);
    }

    @Test
    void a_deleted_message_is_gone_for_both() {
        var id = send(anna, bert, "Forget me");

        assertThat(call("DELETE", "/api/messages/" + id, bert, null).status()).isEqualTo(204);

        assertThat(contents(anna, "SENT")).isEmpty();
        assertThat(contents(bert, "INBOX")).isEmpty();
        assertThat(call("DELETE", "/api/messages/" + id, bert, null).status()).isEqualTo(404);
        assertThat(published.await(MessageDeleted.class, bert).deletedBy()).isEqualTo(bert);
    }

    @Test
    void what_is_none_of_ones_business_does_not_exist() {
        var id = send(anna, bert, "Secret");
        var curious = somebody();

        assertThat(call("POST", "/api/messages/%s/read".formatted(id), curious, null).status())
                .isEqualTo(404);
        assertThat(call("POST", "/api/messages/%s/read".formatted(id), anna, null).status())
                .as("the sender is not the receiver")
                .isEqualTo(404);
        assertThat(call("DELETE", "/api/messages/" + id, curious, null).status()).isEqualTo(404);
        assertThat(contents(curious, "INBOX")).isEmpty();
    }

    @Test
    void pages_follow_one_another_from_the_newest() {
        for (var number = 1; number <= 5; number++) {
            send(anna, bert, "Message " + number);
        }

        var first = call("GET", "/api/messages?limit=2", bert, null).body();
        var cursor = first.get("nextCursor").asString();
        var second = call("GET", "/api/messages?limit=2&cursor=" + cursor, bert, null).body();

        assertThat(first.get("messages").findValuesAsString("content"))
                .containsExactly("Message 5", "Message 4");
        assertThat(second.get("messages").findValuesAsString("content"))
                .containsExactly("Message 3", "Message 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content\": \"\", \"type\": \"INFO\"}",
                "{\"content\": \"x\", \"type\": \"LOUD\"}",
                "{\"content\": \"x\", \"type\": \"INFO\", \"receiverId\": \"no such name!\"}",
                "{\"content\": \"x\", \"type\": \"INFO\", \"unknown\": 1}",
                "{\"type\": \"INFO\"}"
            })
    void what_is_no_message_is_refused_with_a_reason(String body) {
        var answer = call("POST", "/api/messages", anna, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("type").asString()).startsWith("urn:orderflow:problem:");
    }

    @Test
    void everything_has_its_place() {
        new HexagonalArchitecture("com.example.messages")
                .withEvents("com.example.messages.contract")
                .check();
    }

    @Test
    void it_is_known_who_may_call_what() {
        WhoMayCall.check(
                service,
                """
                DELETE /api/messages/{id} USER
                POST /api/feeds/{feed} USER
                POST /api/messages/bulk           ADMIN
                GET /api/messages USER
                GET /api/messages/events USER
                GET /api/statistics               ADMIN
                POST /api/messages USER
                POST /api/messages/simple USER
                POST /api/messages/{id}/read USER
                """);
    }

    private JsonNode box(String person, String box) {
        return call("GET", "/api/messages?box=" + box, person, null).body().get("messages");
    }

    private List<String> contents(String person, String box) {
        return box(person, box).findValuesAsString("content");
    }
}
