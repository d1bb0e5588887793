package dev.orderflow.notification.adapter.out.persistence;

import static java.util.stream.Collectors.groupingBy;

import dev.orderflow.notification.application.port.out.MailQueue;
import dev.orderflow.notification.domain.Mail;
import dev.orderflow.notification.domain.MailState;
import dev.orderflow.notification.domain.Message;
import dev.orderflow.notification.domain.SettledMail;
import dev.orderflow.notification.domain.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The mails among the rows of {@code notification}. A claim raises {@code mail_attempts}, and only
 * who knows the number it was raised to may settle the mail; as it never sinks, settling twice does
 * no harm.
 */
@Repository
@Transactional
@RequiredArgsConstructor
class JdbcMailQueue implements MailQueue {

    private static final int MOST_REASON = 255;
    private static final int MOST_ABANDONED = 500;

    /**
     * Rows that another worker is claiming are passed over, not waited for. Read along the index no
     * more rows are locked than are taken; a scan would lock all that are due, and leave nothing
     * for others.
     */
    private static final String DUE =
            """
            select id, event_id, user_id, subject, text, created_at, mail_attempts
            from notification force index (mail_queue)
            where mail_state = 'PENDING' and mail_due_at <= ?
            order by mail_due_at, id limit ? for update skip locked""";

    private static final String CLAIM =
            """
            update notification
            set mail_state = 'SENDING', mail_attempts = mail_attempts + 1, mail_due_at = :leaseEnd
            where id in (:ids)""";

    /** Who comes late may still say that an uncertain mail was sent. */
    private static final String SETTLE =
            """
            update notification
            set mail_state = :state, mail_due_at = :dueAt, mail_reason = :reason
            where id in (:ids) and mail_attempts = :attempt and mail_state in ('SENDING', 'UNCERTAIN')""";

    private static final String ABANDONED =
            """
            select id from notification force index (mail_queue)
            where mail_state = 'SENDING' and mail_due_at < ?
            order by mail_due_at, id limit ? for update skip locked""";

    private static final String SETTLE_ABANDONED =
            """
            update notification
            set mail_state = :state, mail_due_at = :dueAt, mail_reason = 'its worker was not heard of again'
            where id in (:ids)""";

    private static final String OLDEST_PENDING =
            """
            select created_at from notification
            where id = (select min(id) from notification where mail_state = 'PENDING')""";

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    @Override
    public List<Mail> claim(int limit, Instant now, Instant leaseEnd) {
        var mails = jdbc.query(DUE, JdbcMailQueue::read, utc(now), limit);
        if (!mails.isEmpty()) {
            var ids = mails.stream().map(mail -> Uuids.bytes(mail.notificationId())).toList();
            named.update(CLAIM, Map.of("leaseEnd", utc(leaseEnd), "ids", ids));
        }
        return mails;
    }

    @Override
    public void settle(List<SettledMail> mails) {
        // Most have ended alike, so one statement settles them.
        mails.stream().collect(groupingBy(End::of)).forEach(this::settle);
    }

    private void settle(End end, List<SettledMail> mails) {
        var ids = mails.stream().map(it -> Uuids.bytes(it.mail().notificationId())).toList();
        named.update(
                SETTLE,
                new MapSqlParameterSource("ids", ids)
                        .addValue("attempt", end.attempt)
                        .addValue("state", end.state.name())
                        .addValue("dueAt", end.dueAt == null ? null : utc(end.dueAt))
                        .addValue("reason", end.reason));
    }

    @Override
    public int settleAbandoned(Instant now, boolean resend) {
        var ids = jdbc.query(ABANDONED, (row, _) -> row.getBytes("id"), utc(now), MOST_ABANDONED);
        if (ids.isEmpty()) {
            return 0;
        }
        var settled =
                new MapSqlParameterSource("ids", ids)
                        .addValue(
                                "state", (resend ? MailState.PENDING : MailState.UNCERTAIN).name())
                        .addValue("dueAt", resend ? utc(now) : null);
        return named.update(SETTLE_ABANDONED, settled);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Instant> oldestPending() {
        return jdbc.query(OLDEST_PENDING, (row, _) -> instant(row, "created_at")).stream()
                .findFirst();
    }

    private static Mail read(ResultSet row, int number) throws SQLException {
        return new Mail(
                Uuids.of(row.getBytes("id")),
                Uuids.of(row.getBytes("event_id")),
                new UserId(row.getString("user_id")),
                new Message(row.getString("subject"), row.getString("text")),
                instant(row, "created_at"),
                row.getInt("mail_attempts") + 1);
    }

    /** How a mail's attempt has ended. */
    private record End(
            int attempt, MailState state, @Nullable Instant dueAt, @Nullable String reason) {

        static End of(SettledMail settled) {
            return new End(
                    settled.mail().attempt(),
                    settled.state(),
                    settled.dueAt(),
                    cut(settled.reason()));
        }
    }

    private static @Nullable String cut(@Nullable String reason) {
        return reason == null || reason.length() <= MOST_REASON
                ? reason
                : reason.substring(0, MOST_REASON);
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
