package com.example.messages.adapter.out.persistence;

import static com.example.messages.adapter.out.persistence.Columns.bytes;
import static com.example.messages.adapter.out.persistence.Columns.utc;

import com.example.messages.application.port.out.Messages;
import com.example.messages.domain.Box;
import com.example.messages.domain.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
@RequiredArgsConstructor
class JdbcMessages implements Messages {

    /** The sender knows that it was read by the receipt, which may come later. */
    private static final String SENT =
            """
            select m.message_id, m.sender, m.receiver, m.content, m.type, m.source, m.metadata, m.sent_at, r.read_at
            from message m left join receipt r on r.message_id = m.message_id
            where m.sender = :person and m.message_id < :before order by m.message_id desc limit :limit""";

    private static final String INBOX =
            """
            select m.* from message m
            where m.receiver = :person and m.message_id < :before order by m.message_id desc limit :limit""";

    private static final String PRIORITY =
            """
            select m.* from message m join priority_message p on p.message_id = m.message_id
            where m.receiver = :person and m.message_id < :before order by m.message_id desc limit :limit""";

    private static final UUID NEWEST = new UUID(-1, -1);

    private final JdbcClient jdbc;

    @Override
    public void add(Message message) {
        Columns.bind(
                        message,
                        jdbc.sql(
                                """
                                insert into message
                                  (message_id, sender, receiver, content, type, source, metadata, sent_at, read_at)
                                values (:id, :sender, :receiver, :content, :type, :source, :metadata, :sentAt, :readAt)"""))
                .update();
    }

    @Override
    public Optional<Message> lock(UUID id) {
        return jdbc.sql("select * from message where message_id = :id for update")
                .param("id", bytes(id))
                .query((row, _) -> Columns.message(row))
                .optional();
    }

    @Override
    public void markAsRead(UUID id, Instant at) {
        jdbc.sql("update message set read_at = :at where message_id = :id")
                .param("at", utc(at))
                .param("id", bytes(id))
                .update();
    }

    @Override
    public void remove(UUID id) {
        jdbc.sql("delete from message where message_id = :id").param("id", bytes(id)).update();
    }

    @Override
    public List<Message> of(String person, Box box, @Nullable UUID before, int limit) {
        var query =
                switch (box) {
                    case INBOX -> INBOX;
                    case SENT -> SENT;
                    case PRIORITY -> PRIORITY;
                };
        return jdbc.sql(query)
                .param("person", person)
                .param("before", bytes(before == null ? NEWEST : before))
                .param("limit", limit)
                .query((row, _) -> Columns.message(row))
                .list();
    }

    /** A table of its own, as it may be known before or after what else is known. */
    @Override
    public void markAsPriority(UUID id) {
        jdbc.sql("insert ignore into priority_message (message_id) values (:id)")
                .param("id", bytes(id))
                .update();
    }
}
