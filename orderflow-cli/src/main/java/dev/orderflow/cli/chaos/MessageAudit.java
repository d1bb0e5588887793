package dev.orderflow.cli.chaos;

import dev.orderflow.cli.chaos.MessageRows.Archived;
import dev.orderflow.cli.chaos.MessageRows.Counted;
import dev.orderflow.cli.chaos.MessageRows.Message;
import dev.orderflow.cli.chaos.MessageRows.Push;
import dev.orderflow.cli.chaos.MessageRows.Receipt;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares what people who write to each other were told with what there is, and what there is with
 * what each consumer made of it.
 *
 * @param messages that people were told of
 * @param untold that are there, though who wrote them was not answered
 * @param lost what was promised, or follows from what there is, and is not so
 * @param doubled what is there more than once, or though nothing is the reason for it
 */
record MessageAudit(
        int messages, int untold, int read, int deleted, List<String> lost, List<String> doubled) {

    /** Where nobody writes. */
    static final MessageAudit NONE = new MessageAudit(0, 0, 0, 0, List.of(), List.of());

    static MessageAudit of(
            ChaosSystem system, Chat chat, ToldOfMessages told, ToldOfBulks toldOfBulks)
            throws SQLException {
        try (var databases = system.reader()) {
            return of(
                    MessageRows.read(databases, chat.first()),
                    DailyStatistics.read(databases, system.urls(Messages.SERVICE)),
                    chat,
                    told,
                    toldOfBulks);
        }
    }

    static MessageAudit of(
            MessageRows rows,
            DailyStatistics statistics,
            Chat chat,
            ToldOfMessages told,
            ToldOfBulks toldOfBulks) {
        return new Comparison(rows, statistics, chat, told, toldOfBulks).audit();
    }

    private static final class Comparison {

        private static final Duration RETENTION = Duration.ofDays(30);

        private final MessageRows rows;
        private final DailyStatistics statistics;
        private final Chat chat;
        private final ToldOfMessages told;
        private final ToldOfBulks toldOfBulks;

        /** Whoever has no answer yet may have written, read or deleted a message all the same. */
        private final boolean allAreAnswered;

        /** All there are: who deletes a message moves it. */
        private final Map<UUID, Message> existing = new HashMap<>();

        /** By those who sent many at once. */
        private final Map<String, List<Message>> bulks = new HashMap<>();

        private final Map<UUID, List<Push>> pushes;
        private final List<String> lost = new ArrayList<>();
        private final List<String> doubled = new ArrayList<>();

        Comparison(
                MessageRows rows,
                DailyStatistics statistics,
                Chat chat,
                ToldOfMessages told,
                ToldOfBulks toldOfBulks) {
            this.rows = rows;
            this.statistics = statistics;
            this.chat = chat;
            this.told = told;
            this.toldOfBulks = toldOfBulks;
            allAreAnswered = told.unanswered() + toldOfBulks.unanswered() == 0;
            pushes = rows.pushes().stream().collect(Collectors.groupingBy(Push::message));
            rows.archive().forEach((id, it) -> existing.put(id, it.message()));
            existing.putAll(rows.messages());
            existing.forEach(
                    (id, it) -> {
                        if (isBulk(it)) {
                            bulks.computeIfAbsent(it.sender(), _ -> new ArrayList<>()).add(it);
                        }
                    });
        }

        private boolean isBulk(Message message) {
            return toldOfBulks.sent().contains(message.sender())
                    || toldOfBulks.unclear().contains(message.sender());
        }

        MessageAudit audit() {
            told.messages().forEach(this::compareWithWhatWasTold);
            toldOfBulks.sent().forEach(it -> compareBulk(it, Chat.BULK));
            toldOfBulks.unclear().forEach(it -> compareBulk(it, ofBulk(it).size()));
            statistics.compare(lost::add, doubled::add);
            if (allAreAnswered) {
                findUntold();
            }
            existing.forEach(this::compareWithWhatConsumersMade);
            findEffectsOfNothing();
            rows.deadLetters().forEach(it -> lost.add("a dead letter: " + it));
            int messages = told.messages().size() + toldOfBulks.sent().size() * Chat.BULK;
            return new MessageAudit(
                    messages,
                    Math.max(0, existing.size() - messages),
                    told.readings(),
                    told.deletions(),
                    List.copyOf(lost),
                    List.copyOf(doubled));
        }

        private void compareWithWhatWasTold(int number, UUID id) {
            var message = existing.get(id);
            if (message == null) {
                lost.add("message %s: it is not there".formatted(id));
                return;
            }
            if (rows.messages().containsKey(id) && rows.archive().containsKey(id)) {
                doubled.add("message %s: it is there, and archived".formatted(id));
            }
            if (!message.sender().equals(chat.sender(number))
                    || !message.receiver().equals(chat.receiver(number))
                    || !message.content().equals(chat.content(number))) {
                lost.add("message %s: it is another one, %s".formatted(id, message));
            }
            if (told.isRead(id) && message.readAt() == null) {
                lost.add("message %s: that it was read".formatted(id));
            }
            if (allAreAnswered && !told.isRead(id) && message.readAt() != null) {
                doubled.add("message %s: nobody has read it, it is read".formatted(id));
            }
            compareDeletion(id, told.deletedBy(id), rows.archive().get(id));
        }

        private List<Message> ofBulk(String sender) {
            return bulks.getOrDefault(sender, List.of());
        }

        /**
         * They are sent one after the other: of a try that was not answered, the first so many are
         * there, which is at most all of them.
         */
        private void compareBulk(String sender, int count) {
            var missing = new HashMap<String, String>();
            IntStream.range(0, Math.min(count, Chat.BULK))
                    .forEach(it -> missing.put(Chat.bulkContent(it), Chat.bulkReceiver(it)));
            for (var message : ofBulk(sender)) {
                if (!message.receiver().equals(missing.remove(message.content()))) {
                    doubled.add("%s of a bulk is there twice, or is none of it".formatted(message));
                }
            }
            missing.keySet()
                    .forEach(it -> lost.add("'%s' of %s: it is not there".formatted(it, sender)));
        }

        private void compareDeletion(
                UUID id, @Nullable String deleter, @Nullable Archived archived) {
            if (deleter != null && archived == null) {
                lost.add("message %s: its deletion, it is not archived".formatted(id));
            }
            if (deleter == null && archived != null && allAreAnswered) {
                doubled.add("message %s: nobody has deleted it, it is archived".formatted(id));
            }
            if (archived == null) {
                return;
            }
            if (deleter != null && !deleter.equals(archived.deletedBy())) {
                lost.add("archived_message %s: who deleted it, %s".formatted(id, deleter));
            }
            var until = archived.deletedAt().plus(RETENTION);
            if (!until.equals(archived.retentionUntil())) {
                lost.add(
                        "archived_message %s: it is kept until %s, not %s"
                                .formatted(id, archived.retentionUntil(), until));
            }
        }

        /** A try that was not answered may have written one message, and no try more than that. */
        private void findUntold() {
            var untold = new HashMap<Integer, Integer>();
            var ofSomebody = Set.copyOf(told.messages().values());
            existing.forEach(
                    (id, message) -> {
                        if (ofSomebody.contains(id) || isBulk(message)) {
                            return;
                        }
                        var writer = chat.writerOf(message.content());
                        if (writer.isEmpty()
                                || untold.merge(writer.getAsInt(), 1, Integer::sum)
                                        > told.mostUntold(writer.getAsInt())) {
                            doubled.add(
                                    "message %s, of which nobody was told: %s"
                                            .formatted(id, message));
                        }
                    });
        }

        private void compareWithWhatConsumersMade(UUID id, Message message) {
            var readAt = message.readAt();
            compare(
                    "counted_message",
                    id,
                    new Counted(
                            message.sender(),
                            message.receiver(),
                            message.sentAt().toLocalDate(),
                            readAt == null ? null : readAt.toLocalDate()),
                    rows.counted().get(id));
            compare(
                    "receipt",
                    id,
                    readAt == null ? null : new Receipt(message.sender(), readAt),
                    rows.receipts().get(id));
            compare(
                    "priority_message",
                    id,
                    chat.isPriority(message.sender()) ? id : null,
                    rows.priority().get(id));
            comparePushes(id, message, readAt);
        }

        private <T> void compare(String table, UUID id, @Nullable T expected, @Nullable T actual) {
            if (Objects.equals(expected, actual)) {
                return;
            }
            if (expected == null) {
                doubled.add("%s %s: nothing is the reason for it".formatted(table, id));
            } else if (actual == null) {
                lost.add("%s %s: it is not there".formatted(table, id));
            } else {
                lost.add("%s %s: it is %s, not %s".formatted(table, id, actual, expected));
            }
        }

        private void comparePushes(UUID id, Message message, @Nullable LocalDateTime readAt) {
            var missing = new ArrayList<Push>();
            missing.add(new Push(id, "message", message.receiver(), message.content()));
            if (readAt != null) {
                missing.add(new Push(id, "read", message.sender(), ""));
            }
            for (var push : pushes.getOrDefault(id, List.of())) {
                if (!missing.remove(push)) {
                    doubled.add("push: %s is there twice, or without a reason".formatted(push));
                }
            }
            missing.forEach(it -> lost.add("push: %s is not there".formatted(it)));
        }

        /** Of messages that are lost, or never were. */
        private void findEffectsOfNothing() {
            findEffectsOfNothing("counted_message", rows.counted().keySet());
            findEffectsOfNothing("receipt", rows.receipts().keySet());
            findEffectsOfNothing("priority_message", rows.priority().keySet());
            findEffectsOfNothing("push", pushes.keySet());
        }

        private void findEffectsOfNothing(String table, Set<UUID> ids) {
            var ofNothing = new HashSet<>(ids);
            ofNothing.removeAll(existing.keySet());
            // What was promised and is not there is lost, and was said to be.
            ofNothing.removeAll(told.messages().values());
            ofNothing.forEach(
                    it -> doubled.add("%s %s: there is no such message".formatted(table, it)));
        }
    }
}
