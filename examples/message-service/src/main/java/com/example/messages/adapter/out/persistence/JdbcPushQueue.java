package com.example.messages.adapter.out.persistence;

import static com.example.messages.adapter.out.persistence.Columns.bytes;
import static com.example.messages.adapter.out.persistence.Columns.utc;
import static com.example.messages.adapter.out.persistence.Columns.uuid;

import com.example.messages.application.port.out.PushQueue;
import com.example.messages.domain.Push;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * A claim moves the time on at which the row comes up again: of an instance that died another takes
 * it over. Rows that somebody else is claiming are passed over, not waited for.
 */
@Repository
@Transactional
@RequiredArgsConstructor
class JdbcPushQueue implements PushQueue {

    private static final int MAX_REASON = 255;

    private final JdbcClient jdbc;

    @Override
    public void add(Push push, Instant gatewayAt) {
        jdbc.sql(
                        """
                        insert ignore into push (push_id, receiver, kind, message_id, text, state, due_at, attempts)
                        values (:id, :receiver, :kind, :message, :text, 'WAITING', :dueAt, 0)""")
                .param("id", bytes(push.id()))
                .param("receiver", push.receiver())
                .param("kind", push.kind())
                .param("message", bytes(push.messageId()))
                .param("text", push.text())
                .param("dueAt", utc(gatewayAt))
                .update();
    }

    @Override
    public List<Push> claimFor(Collection<String> people, Instant until, int limit) {
        return claim(
                jdbc.sql(
                                """
                                select * from push
                                where state = 'WAITING' and attempts = 0 and receiver in (:people)
                                order by push_id limit :limit for update skip locked""")
                        .param("people", people)
                        .param("limit", limit),
                until);
    }

    @Override
    public List<Push> claimDue(Instant now, Instant until, int limit) {
        return claim(
                jdbc.sql(
                                """
                                select * from push where state = 'WAITING' and due_at <= :now
                                order by due_at limit :limit for update skip locked""")
                        .param("now", utc(now))
                        .param("limit", limit),
                until);
    }

    private List<Push> claim(JdbcClient.StatementSpec due, Instant until) {
        var claimed = due.query((row, _) -> push(row)).list();
        if (!claimed.isEmpty()) {
            jdbc.sql(
                            "update push set due_at = :until, attempts = attempts + 1 where push_id in (:ids)")
                    .param("until", utc(until))
                    .param("ids", claimed.stream().map(push -> bytes(push.id())).toList())
                    .update();
        }
        return claimed;
    }

    private static Push push(ResultSet row) throws SQLException {
        return new Push(
                uuid(row.getBytes("push_id")),
                row.getString("receiver"),
                row.getString("kind"),
                uuid(row.getBytes("message_id")),
                row.getString("text"),
                row.getInt("attempts") + 1);
    }

    @Override
    public void done(Push push) {
        settle(push, "DONE", null);
    }

    @Override
    public void givenUp(Push push, String reason) {
        settle(push, "GIVEN_UP", reason);
    }

    private void settle(Push push, String state, @Nullable String reason) {
        jdbc.sql("update push set state = :state, reason = :reason where push_id = :id")
                .param("state", state)
                .param("reason", cut(reason), Types.VARCHAR)
                .param("id", bytes(push.id()))
                .update();
    }

    @Override
    public void again(Push push, Instant at, String reason) {
        jdbc.sql(
                        "update push set due_at = :at, reason = :reason where push_id = :id and state = 'WAITING'")
                .param("at", utc(at))
                .param("reason", cut(reason), Types.VARCHAR)
                .param("id", bytes(push.id()))
                .update();
    }

    @Override
    public int removeSettledBefore(Instant time, int limit) {
        return jdbc.sql(
                        """
                        delete from push where state in ('DONE', 'GIVEN_UP') and due_at < :time
                        order by due_at limit :limit""")
                .param("time", utc(time))
                .param("limit", limit)
                .update();
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON);
    }
}
