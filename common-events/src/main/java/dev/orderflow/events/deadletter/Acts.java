package dev.orderflow.events.deadletter;

import static dev.orderflow.events.deadletter.Columns.bytes;
import static dev.orderflow.events.deadletter.Columns.bytesOrNull;
import static dev.orderflow.events.deadletter.Columns.instant;
import static dev.orderflow.events.deadletter.Columns.utc;
import static dev.orderflow.events.deadletter.Columns.uuidOrNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table {@code dead_letter_act}: who did what. Written in the transaction of the act; a dry run
 * is none.
 */
@RequiredArgsConstructor
class Acts {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAX_NAME = 255;

    private final JdbcClient jdbc;
    private final Clock clock;

    /** What a person can do with dead letters. */
    enum Act {
        REPLAY,
        MEND,
        DISCARD,
        RESTORE;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An act of the past. */
    record Entry(Instant at, String who, String act, @Nullable UUID replayId, JsonNode details) {}

    void add(
            String who,
            Act act,
            @Nullable Long letterId,
            @Nullable UUID replayId,
            Map<String, ? extends @Nullable Object> details) {
        jdbc.sql(
                        """
                        insert into dead_letter_act (acted_at, who, act, letter_id, replay_id, details)
                        values (:now, :who, :act, :letter, :replay, :details)""")
                .param("now", utc(clock.instant()))
                .param("who", Text.cut(who, MAX_NAME))
                .param("act", act.text())
                .param("letter", letterId, Types.BIGINT)
                .param("replay", bytesOrNull(replayId), Types.VARBINARY)
                .param("details", JSON.writeValueAsString(details))
                .update();
    }

    /** Those about this letter alone, and the replays that it was a part of; oldest first. */
    List<Entry> about(long letterId) {
        return jdbc.sql(
                        """
                        select id, acted_at, who, act, replay_id, details from dead_letter_act
                        where letter_id = :letter
                        union all
                        select a.id, a.acted_at, a.who, a.act, a.replay_id, a.details
                        from dead_letter_sending s join dead_letter_act a on a.replay_id = s.replay_id
                        where s.letter_id = :letter and a.letter_id is null
                        order by id""")
                .param("letter", letterId)
                .query(
                        (row, _) ->
                                new Entry(
                                        instant(row, "acted_at"),
                                        row.getString("who"),
                                        row.getString("act"),
                                        uuidOrNull(row, "replay_id"),
                                        JSON.readTree(row.getString("details"))))
                .list();
    }

    boolean isReplay(UUID replayId) {
        return jdbc.sql("select exists (select 1 from dead_letter_act where replay_id = :replay)")
                .param("replay", bytes(replayId))
                .query(Boolean.class)
                .single();
    }

    /**
     * Forgets what was done before that time, at most so many rows; returns how many there were.
     */
    int forget(Instant before, int limit) {
        return jdbc.sql(
                        "delete from dead_letter_act where acted_at < :before order by acted_at limit :limit")
                .param("before", utc(before))
                .param("limit", limit)
                .update();
    }
}
