package dev.orderflow.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.cli.chaos.DailyStatistics.Day;
import dev.orderflow.cli.chaos.MessageRows.Archived;
import dev.orderflow.cli.chaos.MessageRows.Counted;
import dev.orderflow.cli.chaos.MessageRows.Message;
import dev.orderflow.cli.chaos.MessageRows.Push;
import dev.orderflow.cli.chaos.MessageRows.Receipt;
import java.net.URI;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three messages: one that nobody has read, one that was read, and one that was deleted then. */
class MessageAuditTest {

    private static final LocalDateTime SENT = LocalDateTime.of(2026, 11, 22, 23, 59, 59);
    private static final LocalDateTime READ = SENT.plusSeconds(2);
    private static final LocalDateTime DELETED = READ.plusSeconds(1);

    /** People are chosen by their numbers: the first is of those who matter. */
    private static final int UNREAD = 0;

    private static final String BULK = "chat-12345678-bulk-1-1";
    private static final int SEEN = 6;
    private static final int GONE = 7;

    private final Chat chat = Chat.open(URI.create("http://127.0.0.1:8086"), 1);
    private final ToldOfMessages told = new ToldOfMessages();
    private final ToldOfBulks toldOfBulks = new ToldOfBulks();
    private final Map<LocalDate, Day> expected = new HashMap<>();
    private final Map<String, Map<LocalDate, Day>> statistics = new HashMap<>();
    private final MessageRows rows =
            new MessageRows(
                    new HashMap<>(),
                    new HashMap<>(),
                    new HashMap<>(),
                    new HashMap<>(),
                    new HashMap<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
    private final UUID unread = UUID.randomUUID();
    private final UUID seen = UUID.randomUUID();
    private final UUID gone = UUID.randomUUID();

    @BeforeEach
    void write() {
        told.written(UNREAD, unread);
        told.written(SEEN, seen);
        told.read(seen);
        told.written(GONE, gone);
        told.read(gone);
        told.deleted(gone, chat.deleter(GONE));

        exists(unread, unreadMessage(UNREAD));
        rows.priority().put(unread, unread);
        exists(seen, readMessage(SEEN));
        exists(gone, readMessage(GONE));
        rows.messages().remove(gone);
        rows.archive().put(gone, archived(DELETED.plusDays(30)));
    }

    @Test
    void what_was_told_and_is_so_with_all_that_follows_from_it_is_neither_lost_nor_doubled() {
        assertThat(audit()).isEqualTo(new MessageAudit(3, 0, 2, 1, List.of(), List.of()));
    }

    @Test
    void a_message_that_is_not_there_is_lost_once_whatever_is_left_of_it() {
        rows.messages().remove(unread);

        assertThat(audit().lost()).containsExactly("message %s: it is not there".formatted(unread));
        assertThat(audit().doubled()).isEmpty();
    }

    @Test
    void a_message_with_another_content_sender_or_receiver_is_lost() {
        var sender = chat.sender(UNREAD);
        var receiver = chat.receiver(UNREAD);
        var content = chat.content(UNREAD);
        for (var other :
                List.of(
                        new Message(sender, receiver, "Hello", SENT, null),
                        new Message("person-4", receiver, content, SENT, null),
                        new Message(sender, "person-39", content, SENT, null))) {
            exists(unread, other);

            assertThat(audit().lost())
                    .contains("message %s: it is another one, %s".formatted(unread, other));
        }
    }

    @Test
    void a_reading_or_deletion_that_was_accepted_and_did_not_happen_is_lost() {
        rows.messages().put(seen, unreadMessage(SEEN));
        rows.archive().remove(gone);
        rows.messages().put(gone, readMessage(GONE));

        assertThat(audit().lost())
                .contains(
                        "message %s: that it was read".formatted(seen),
                        "message %s: its deletion, it is not archived".formatted(gone));
    }

    @Test
    void what_nobody_has_read_or_deleted_is_neither_read_nor_archived() {
        told.written(8, exists(UUID.randomUUID(), readMessage(8)));
        rows.archive().put(unread, archived(DELETED.plusDays(30)));
        rows.messages().put(unread, unreadMessage(UNREAD));

        assertThat(audit().doubled())
                .hasSize(3)
                .anyMatch(it -> it.endsWith("nobody has read it, it is read"))
                .anyMatch(it -> it.endsWith("it is there, and archived"))
                .anyMatch(it -> it.endsWith("nobody has deleted it, it is archived"));
    }

    @Test
    void who_has_no_answer_yet_may_have_done_it_all_the_same() {
        told.begin();
        told.written(8, exists(UUID.randomUUID(), readMessage(8)));
        exists(UUID.randomUUID(), unreadMessage(9));

        assertThat(audit().doubled()).isEmpty();
        told.end();
        assertThat(audit().doubled()).hasSize(2);
    }

    @Test
    void an_archived_message_is_kept_for_thirty_days_and_by_name_of_who_deleted_it() {
        rows.archive()
                .put(
                        gone,
                        new Archived(readMessage(GONE), "somebody", DELETED, DELETED.plusDays(29)));

        assertThat(audit().lost())
                .hasSize(2)
                .allMatch(it -> it.startsWith("archived_message " + gone));
    }

    @Test
    void a_try_that_was_not_answered_may_have_written_one_message_and_no_more() {
        exists(UUID.randomUUID(), unreadMessage(8));
        exists(UUID.randomUUID(), unreadMessage(8));

        assertThat(audit().doubled()).hasSize(2);
        told.unclear(8);
        assertThat(audit().doubled()).hasSize(1);
        told.unclear(8);
        assertThat(audit().doubled()).isEmpty();
    }

    @Test
    void a_message_that_nobody_has_written_is_a_double() {
        var stranger = new Message("person-6", "person-7", "Hello", SENT, null);
        exists(UUID.randomUUID(), stranger);

        assertThat(audit().doubled()).hasSize(1);
    }

    @Test
    void what_a_consumer_has_missed_is_lost_in_its_table() {
        rows.counted().remove(unread);
        rows.receipts().remove(seen);
        rows.priority().remove(unread);
        rows.pushes().removeIf(it -> it.message().equals(gone) && it.kind().equals("message"));

        assertThat(audit().lost())
                .hasSize(4)
                .contains(
                        "counted_message %s: it is not there".formatted(unread),
                        "receipt %s: it is not there".formatted(seen),
                        "priority_message %s: it is not there".formatted(unread))
                .anyMatch(it -> it.startsWith("push: Push[message=" + gone));
        assertThat(audit().doubled()).isEmpty();
    }

    @Test
    void a_message_that_is_only_known_to_be_read_was_not_counted_as_sent() {
        rows.counted().put(seen, new Counted(null, null, null, READ.toLocalDate()));

        assertThat(audit().lost())
                .singleElement()
                .asString()
                .startsWith("counted_message %s: it is ".formatted(seen));
    }

    @Test
    void what_a_consumer_has_twice_or_without_a_reason_is_a_double() {
        rows.receipts().put(unread, new Receipt(chat.sender(UNREAD), READ));
        rows.priority().put(seen, seen);
        rows.pushes().add(new Push(gone, "read", chat.sender(GONE), ""));

        assertThat(audit().doubled())
                .hasSize(3)
                .contains(
                        "receipt %s: nothing is the reason for it".formatted(unread),
                        "priority_message %s: nothing is the reason for it".formatted(seen));
        assertThat(audit().lost()).isEmpty();
    }

    @Test
    void what_a_consumer_has_of_a_message_that_never_was_is_a_double() {
        var never = UUID.randomUUID();
        rows.counted().put(never, new Counted("a", "b", SENT.toLocalDate(), null));
        rows.receipts().put(never, new Receipt("a", READ));
        rows.priority().put(never, never);
        rows.pushes().add(new Push(never, "message", "b", "text"));

        assertThat(audit().doubled())
                .hasSize(4)
                .allMatch(it -> it.endsWith("%s: there is no such message".formatted(never)));
    }

    @Test
    void an_open_dead_letter_is_lost() {
        rows.deadLetters().add("message-read of message-service-receipts, person-1: why");

        assertThat(audit().lost()).singleElement().asString().contains("message-service-receipts");
    }

    @Test
    void a_bulk_that_was_answered_is_there_whole_and_no_message_of_it_twice() {
        toldOfBulks.sent(BULK);
        bulk(Chat.BULK);
        assertThat(audit())
                .isEqualTo(new MessageAudit(3 + Chat.BULK, 0, 2, 1, List.of(), List.of()));

        var twice = exists(UUID.randomUUID(), ofBulk(7));
        assertThat(audit().doubled()).singleElement().asString().contains("Message 7");

        rows.messages().remove(twice);
        forget(twice);
        var one = rows.messages().entrySet().stream().filter(it -> it.getValue().equals(ofBulk(8)));
        var id = one.findFirst().orElseThrow().getKey();
        rows.messages().remove(id);
        forget(id);
        assertThat(audit().lost())
                .containsExactly("'Message 8' of %s: it is not there".formatted(BULK));
        assertThat(audit().doubled()).isEmpty();
    }

    @Test
    void of_a_bulk_that_was_not_answered_the_first_so_many_may_be_there_and_none_without_them() {
        toldOfBulks.unclear(BULK);
        assertThat(audit().lost()).isEmpty();

        bulk(3);
        assertThat(audit()).isEqualTo(new MessageAudit(3, 3, 2, 1, List.of(), List.of()));

        exists(UUID.randomUUID(), ofBulk(4));
        assertThat(audit().lost())
                .containsExactly("'Message 3' of %s: it is not there".formatted(BULK));
        assertThat(audit().doubled()).singleElement().asString().contains("Message 4");
    }

    @Test
    void a_bulk_that_nobody_has_sent_is_a_double() {
        bulk(1);

        assertThat(audit().doubled()).hasSize(1);
    }

    @Test
    void a_day_of_which_an_instance_tells_too_much_is_a_double() {
        expected.put(SENT.toLocalDate(), new Day(3, 2, 3, 3));
        statistics.put("one", Map.of(SENT.toLocalDate(), new Day(3, 2, 3, 3)));
        assertThat(audit().doubled()).isEmpty();

        for (var wrong :
                List.of(
                        new Day(4, 2, 3, 3),
                        new Day(3, 3, 3, 3),
                        new Day(3, 2, 4, 3),
                        new Day(3, 2, 3, 4))) {
            statistics.put("other", Map.of(SENT.toLocalDate(), wrong));

            assertThat(audit().doubled())
                    .singleElement()
                    .asString()
                    .startsWith("statistics of 2026-11-22, told by other: " + wrong);
            assertThat(audit().lost()).isEmpty();
        }
    }

    @Test
    void a_day_of_which_an_instance_tells_too_little_or_nothing_is_lost() {
        expected.put(SENT.toLocalDate(), new Day(3, 2, 3, 3));

        for (var told :
                List.of(
                        Map.<LocalDate, Day>of(),
                        Map.of(SENT.toLocalDate(), new Day(3, 2, 3, 2)))) {
            statistics.put("one", told);

            assertThat(audit().lost()).hasSize(1);
            assertThat(audit().doubled()).isEmpty();
        }
    }

    /** The first so many of it. */
    private void bulk(int count) {
        IntStream.range(0, count).forEach(it -> exists(UUID.randomUUID(), ofBulk(it)));
    }

    private static Message ofBulk(int index) {
        return new Message(BULK, Chat.bulkReceiver(index), Chat.bulkContent(index), SENT, null);
    }

    private void forget(UUID id) {
        rows.counted().remove(id);
        rows.pushes().removeIf(it -> it.message().equals(id));
    }

    private MessageAudit audit() {
        return MessageAudit.of(
                rows, new DailyStatistics(expected, statistics), chat, told, toldOfBulks);
    }

    private Message unreadMessage(int number) {
        return new Message(
                chat.sender(number), chat.receiver(number), chat.content(number), SENT, null);
    }

    private Message readMessage(int number) {
        return new Message(
                chat.sender(number), chat.receiver(number), chat.content(number), SENT, READ);
    }

    private Archived archived(LocalDateTime until) {
        return new Archived(readMessage(GONE), chat.deleter(GONE), DELETED, until);
    }

    /** With all that follows from it. */
    private UUID exists(UUID id, Message message) {
        var readAt = message.readAt();
        rows.messages().put(id, message);
        rows.counted()
                .put(
                        id,
                        new Counted(
                                message.sender(),
                                message.receiver(),
                                SENT.toLocalDate(),
                                readAt == null ? null : readAt.toLocalDate()));
        rows.pushes().add(new Push(id, "message", message.receiver(), message.content()));
        if (readAt != null) {
            rows.receipts().put(id, new Receipt(message.sender(), readAt));
            rows.pushes().add(new Push(id, "read", message.sender(), ""));
        }
        return id;
    }
}
