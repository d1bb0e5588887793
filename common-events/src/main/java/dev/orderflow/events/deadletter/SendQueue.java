package dev.orderflow.events.deadletter;

import static dev.orderflow.events.deadletter.Columns.bytes;
import static dev.orderflow.events.deadletter.Columns.instant;
import static dev.orderflow.events.deadletter.Columns.utc;
import static dev.orderflow.events.deadletter.Columns.uuid;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.orderflow.events.wire.RecordOrigin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code dead_letter_sending}. Every method runs in the caller's transaction.
 *
 * <p>A row is {@code waiting}, then {@code sent}, then perhaps {@code failed}; or {@code stopped}
 * without having been sent. While a row is waiting, its letter is replayed or mended.
 */
@RequiredArgsConstructor
class SendQueue {

    private static final String CLAIM =
            """
            update dead_letter_sending set claim = :claim, send_at = :claimedUntil
            where state = 'waiting' and send_at <= :now order by send_at limit :limit""";

    private static final String CLAIMED =
            """
            select s.replay_id, s.letter_id, s.number, l.consumer, l.topic, l.origin_partition, l.origin_offset,
                   l.origin_timestamp, l.record_key, l.record_value, l.headers,
                   exists (select 1 from dead_letter_sending f
                           where f.replay_id = s.replay_id and f.state = 'failed') as too_late
            from dead_letter_sending s join dead_letter l on l.id = s.letter_id
            where s.state = 'waiting' and s.send_at = :claimedUntil and s.claim = :claim
            order by s.number, s.letter_id""";

    /** Its letter, which nobody has sent, is open again. */
    private static final String STOP =
            """
            update dead_letter_sending s join dead_letter l on l.id = s.letter_id
            set s.state = 'stopped', l.state = 'open', l.changed_at = :now
            where s.replay_id = :replay and s.state = 'waiting' and\s""";

    private final JdbcTemplate jdbcTemplate;
    private final JdbcClient jdbc;
    private final Clock clock;

    /**
     * A letter to be sent.
     *
     * @param number which replay of the letter this is, from 1
     */
    record Sending(UUID replayId, long letterId, int number, Instant sendAt) {}

    /**
     * A letter that is being sent by this instance.
     *
     * @param isTooLate whether another letter of the same replay has come back meanwhile
     */
    record Parcel(
            UUID replayId,
            long letterId,
            UUID claim,
            Source source,
            RecordOrigin origin,
            Content content,
            SourceHeaders headers,
            boolean isTooLate) {}

    void add(List<Sending> sendings) {
        jdbcTemplate.batchUpdate(
                "insert into dead_letter_sending (replay_id, letter_id, number, state, send_at) values (?, ?, ?, 'waiting', ?)",
                sendings,
                Math.max(1, sendings.size()),
                (statement, sending) -> {
                    statement.setBytes(1, bytes(sending.replayId()));
                    statement.setLong(2, sending.letterId());
                    statement.setInt(3, sending.number());
                    statement.setObject(4, utc(sending.sendAt()));
                });
    }

    /** The replay that this letter is still to be sent by. */
    Optional<UUID> waiting(long letterId) {
        return jdbc.sql(
                        """
                        select replay_id from dead_letter_sending
                        where letter_id = :letter and state = 'waiting' limit 1""")
                .param("letter", letterId)
                .query((row, _) -> uuid(row.getBytes("replay_id")))
                .optional();
    }

    /** When there will be something to do. */
    Optional<Instant> nextDue() {
        return jdbc.sql(
                        """
                        select send_at from dead_letter_sending
                        where state = 'waiting' order by send_at limit 1""")
                .query((row, _) -> instant(row, "send_at"))
                .optional();
    }

    /**
     * Takes what is due for this instance to send. What it has not marked by the end of the claim
     * comes up again: it is sent twice then rather than never.
     */
    List<Parcel> claim(int limit, Duration claim) {
        var id = UuidCreator.getTimeOrderedEpoch();
        var now = clock.instant();
        var until = utc(now.plus(claim));
        var claimed =
                jdbc.sql(CLAIM)
                        .param("claim", bytes(id))
                        .param("claimedUntil", until)
                        .param("now", utc(now))
                        .param("limit", limit)
                        .update();
        return claimed == 0
                ? List.of()
                : jdbc.sql(CLAIMED)
                        .param("claim", bytes(id))
                        .param("claimedUntil", until)
                        .query((row, _) -> parcel(row, id))
                        .list();
    }

    private static Parcel parcel(ResultSet row, UUID claim) throws SQLException {
        var topic = row.getString("topic");
        return new Parcel(
                uuid(row.getBytes("replay_id")),
                row.getLong("letter_id"),
                claim,
                new Source(row.getString("consumer"), topic),
                new RecordOrigin(
                        topic,
                        row.getInt("origin_partition"),
                        row.getLong("origin_offset"),
                        row.getLong("origin_timestamp"),
                        0,
                        row.getInt("number")),
                new Content(row.getBytes("record_key"), row.getBytes("record_value")),
                SourceHeaders.fromJson(row.getString("headers")),
                row.getBoolean("too_late"));
    }

    void markSent(Collection<Parcel> parcels) {
        ofParcels(
                "update dead_letter_sending set state = 'sent', claim = null"
                        + " where replay_id = ? and letter_id = ? and state = 'waiting' and claim = ?",
                parcels);
    }

    /** Sends them later; nobody else needs to wait for the end of the claim. */
    void postpone(Collection<Parcel> parcels, Duration by) {
        var later = utc(clock.instant().plus(by));
        jdbcTemplate.batchUpdate(
                "update dead_letter_sending set claim = null, send_at = ?"
                        + " where replay_id = ? and letter_id = ? and state = 'waiting' and claim = ?",
                parcels,
                Math.max(1, parcels.size()),
                (statement, parcel) -> {
                    statement.setObject(1, later);
                    statement.setBytes(2, bytes(parcel.replayId()));
                    statement.setLong(3, parcel.letterId());
                    statement.setBytes(4, bytes(parcel.claim()));
                });
    }

    private void ofParcels(String update, Collection<Parcel> parcels) {
        jdbcTemplate.batchUpdate(
                update,
                parcels,
                Math.max(1, parcels.size()),
                (statement, parcel) -> {
                    statement.setBytes(1, bytes(parcel.replayId()));
                    statement.setLong(2, parcel.letterId());
                    statement.setBytes(3, bytes(parcel.claim()));
                });
    }

    /** A claimed letter that will not be sent. */
    void giveBack(Parcel parcel) {
        jdbc.sql(STOP + "s.letter_id = :letter and s.claim = :claim")
                .param("now", utc(clock.instant()))
                .param("replay", bytes(parcel.replayId()))
                .param("letter", parcel.letterId())
                .param("claim", bytes(parcel.claim()))
                .update();
    }

    /**
     * Notes that what was sent has failed, and stops the rest of its replay. What another thread is
     * sending at this moment is left to it.
     */
    void failed(long letterId, int number) {
        var replay =
                jdbc.sql(
                                """
                                select replay_id from dead_letter_sending
                                where letter_id = :letter and number = :number for update""")
                        .param("letter", letterId)
                        .param("number", number)
                        .query((row, _) -> row.getBytes("replay_id"))
                        .optional();
        if (replay.isPresent()) {
            jdbc.sql(
                            """
                            update dead_letter_sending set state = 'failed', claim = null
                            where letter_id = :letter and number = :number""")
                    .param("letter", letterId)
                    .param("number", number)
                    .update();
            jdbc.sql(STOP + "s.claim is null")
                    .param("now", utc(clock.instant()))
                    .param("replay", replay.get())
                    .update();
        }
    }

    /** What became of a replay's letters; applied are those whose event the inbox has. */
    ReplayProgress progress(UUID replayId) {
        return jdbc.sql(
                        """
                        select count(*) as letters,
                               coalesce(sum(s.state in ('sent', 'failed')), 0) as sent,
                               coalesce(sum(s.state = 'waiting'), 0) as waiting,
                               coalesce(sum(s.state = 'failed'), 0) as failed_again,
                               coalesce(sum(s.state = 'sent' and exists (
                                   select 1 from processed_event p
                                   where p.consumer = l.consumer and p.event_id = l.event_id)), 0) as applied,
                               coalesce(sum(s.state = 'stopped'), 0) as stopped
                        from dead_letter_sending s join dead_letter l on l.id = s.letter_id
                        where s.replay_id = :replay""")
                .param("replay", bytes(replayId))
                .query(
                        (row, _) ->
                                new ReplayProgress(
                                        replayId,
                                        row.getLong("letters"),
                                        row.getLong("sent"),
                                        row.getLong("waiting"),
                                        row.getLong("failed_again"),
                                        row.getLong("applied"),
                                        row.getLong("stopped")))
                .single();
    }
}
