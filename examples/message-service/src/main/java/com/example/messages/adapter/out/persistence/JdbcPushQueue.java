package com.example.messages.adapter.out.persistence;

import static com.example.messages.adapter.out.persistence.Columns.bytes;
import static com.example.messages.adapter.out.persistence.Columns.utc;
import static com.example.messages.adapter.out.persistence.Columns.uuid;

import com.example.messages.application.port.out.PushQueue;
import com.example.messages.domain.Push;
import dev.orderflow.events.TransactionWrites;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
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

    private static final String ADD =
            """
            insert ignore into push (push_id, receiver, kind, message_id, text, state, due_at, attempts)
            values (?, ?, ?, ?, ?, 'WAITING', ?, 0)""";

    private final JdbcClient jdbc;
    private final JdbcOperations batches;
    private final TransactionWrites<Added> added = new TransactionWrites<>(this::write);

    private record Added(Push push, Instant gatewayAt) {}

    @Override
    public void add(Push push, Instant gatewayAt) {
        added.add(new Added(push, gatewayAt));
    }

    private void write(List<Added> some) {
        batches.batchUpdate(
                ADD,
                some,
                some.size(),
                (row, it) -> {
                    row.setBytes(1, bytes(it.push.id()));
                    row.setString(2, it.push.receiver());
                    row.setString(3, it.push.kind());
                    row.setBytes(4, bytes(it.push.messageId()));
                    row.setString(5, it.push.text());
                    row.setObject(6, utc(it.gatewayAt));
                });
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
                    .param("ids", ids(claimed))
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
    public void done(Collection<Push> pushes) {
        settle(pushes, "DONE", null);
    }

    @Override
    public void givenUp(Collection<Push> pushes, String reason) {
        settle(pushes, "GIVEN_UP", reason);
    }

    private void settle(Collection<Push> pushes, String state, @Nullable String reason) {
        jdbc.sql("update push set state = :state, reason = :reason where push_id in (:ids)")
                .param("state", state)
                .param("reason", cut(reason), Types.VARCHAR)
                .param("ids", ids(pushes))
                .update();
    }

    private static List<byte[]> ids(Collection<Push> pushes) {
        return pushes.stream().map(push -> bytes(push.id())).toList();
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
