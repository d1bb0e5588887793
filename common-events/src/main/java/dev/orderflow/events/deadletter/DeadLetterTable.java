package dev.orderflow.events.deadletter;

import static dev.orderflow.events.deadletter.Columns.bytes;
import static dev.orderflow.events.deadletter.Columns.bytesOrNull;
import static dev.orderflow.events.deadletter.Columns.instant;
import static dev.orderflow.events.deadletter.Columns.instantOrNull;
import static dev.orderflow.events.deadletter.Columns.utc;
import static dev.orderflow.events.deadletter.Columns.utcOrNull;
import static dev.orderflow.events.deadletter.Columns.uuidOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code dead_letter}. Every method runs in the caller's transaction. */
@RequiredArgsConstructor
class DeadLetterTable {

    private static final String INSERT =
            """
            insert into dead_letter
              (consumer, topic, origin_topic, origin_partition, origin_offset, origin_timestamp, letter_partition, letter_offset,
               record_key, record_value, content_hash, first_hash, headers,
               event_id, event_type, event_version, aggregate_id, occurred_at,
               error_class, error_message, stack_trace, attempts, reason, failed_at, cause, cause_message,
               state, replays, failed_replay, changed_at)
            values
              (:consumer, :topic, :originTopic, :originPartition, :originOffset, :originTimestamp, :letterPartition, :letterOffset,
               :key, :value, :hash, :hash, :headers,
               :eventId, :eventType, :eventVersion, :aggregateId, :occurredAt,
               :errorClass, :errorMessage, :stackTrace, :attempts, :reason, :failedAt, :cause, :causeMessage,
               'open', :replay, :replay, :now)""";

    private static final String FAILED_AGAIN =
            """
            update dead_letter
            set letter_partition = :letterPartition, letter_offset = :letterOffset,
                error_class = :errorClass, error_message = :errorMessage, stack_trace = :stackTrace,
                attempts = :attempts, reason = :reason, failed_at = :failedAt, cause = :cause,
                cause_message = :causeMessage, state = :state, replays = greatest(replays, :replay),
                failed_replay = :replay, changed_at = :now
            where id = :id""";

    /** The inbox is asked by index; it may have forgotten what was handled long ago. */
    private static final String WHOLE =
            """
            select l.*,
              exists (select 1 from processed_event p
                      where p.consumer = l.consumer and p.event_id = l.event_id) as applied,
              exists (select 1 from processed_event p
                      where p.consumer = l.consumer and p.aggregate_id = l.aggregate_id
                        and p.event_type = l.event_type and p.occurred_at > l.occurred_at) as overtaken
            from dead_letter l where\s""";

    private static final String LIST =
            """
            select id, consumer, topic, origin_topic, origin_partition, origin_offset, reason, error_class, error_message,
                   event_id, event_type, aggregate_id, attempts, replays, state, failed_at, cause
            from dead_letter where true%s order by id desc limit :limit""";

    private final JdbcClient jdbc;
    private final Clock clock;

    /** What must be known of a row to see whether a letter is news to it. */
    record Known(long id, State state, int replays, int failedReplay) {}

    /**
     * The row of this letter's source record, locked. The position alone does not tell, as it is
     * used again when a topic is made anew: the bytes must be those that came, or those that
     * somebody made of them.
     */
    Optional<Known> lock(IncomingLetter letter) {
        return jdbc.sql(
                        """
                        select id, state, replays, failed_replay from dead_letter
                        where origin_topic in (:topics) and origin_partition = :partition and origin_offset = :offset
                          and consumer = :consumer and (first_hash = :hash or content_hash = :hash)
                        order by replays >= :replay desc, id limit 1 for update""")
                .param("consumer", letter.source().consumer())
                .param("topics", letter.originTopics())
                .param("partition", letter.origin().partition())
                .param("offset", letter.origin().offset())
                .param("hash", letter.content().hash())
                .param("replay", letter.replay())
                .query(
                        (row, _) ->
                                new Known(
                                        row.getLong("id"),
                                        State.of(row.getString("state")),
                                        row.getInt("replays"),
                                        row.getInt("failed_replay")))
                .optional();
    }

    void insert(IncomingLetter letter) {
        failure(jdbc.sql(INSERT), letter)
                .param("consumer", letter.source().consumer())
                .param("topic", letter.source().topic())
                .param("originTopic", letter.origin().topic())
                .param("originPartition", letter.origin().partition())
                .param("originOffset", letter.origin().offset())
                .param("originTimestamp", letter.origin().timestamp())
                .param("key", letter.content().key(), Types.VARBINARY)
                .param("value", letter.content().value(), Types.VARBINARY)
                .param("hash", letter.content().hash())
                .param("headers", letter.headers().asJson())
                .param("eventId", bytesOrNull(letter.subject().eventId()), Types.VARBINARY)
                .param("eventType", letter.subject().eventType(), Types.VARCHAR)
                .param("eventVersion", letter.subject().version(), Types.INTEGER)
                .param("aggregateId", letter.subject().aggregateId(), Types.VARCHAR)
                .param("occurredAt", utcOrNull(letter.subject().occurredAt()), Types.TIMESTAMP)
                .update();
    }

    void failedAgain(Known known, IncomingLetter letter, State state) {
        failure(jdbc.sql(FAILED_AGAIN), letter)
                .param("id", known.id())
                .param("state", state.text())
                .update();
    }

    private JdbcClient.StatementSpec failure(
            JdbcClient.StatementSpec statement, IncomingLetter letter) {
        var failure = letter.failure();
        var cause = failure.cause(letter.source());
        return statement
                .param("letterPartition", letter.partition())
                .param("letterOffset", letter.offset())
                .param("errorClass", failure.errorClass())
                .param("errorMessage", failure.message())
                .param("stackTrace", failure.stackTrace())
                .param("attempts", failure.attempts())
                .param("reason", failure.reason())
                .param("failedAt", utc(failure.failedAt()))
                .param("cause", cause.group())
                .param("causeMessage", cause.message())
                .param("replay", letter.replay())
                .param("now", utc(clock.instant()));
    }

    Optional<DeadLetter> find(long id) {
        return whole("l.id = :id", Map.of("id", id)).stream().findFirst();
    }

    Optional<DeadLetter> lock(long id) {
        return whole("l.id = :id for update", Map.of("id", id)).stream().findFirst();
    }

    /** The next open letters of a group after this one, locked. */
    List<DeadLetter> lockOpenOfGroup(String group, long after, int limit) {
        return whole(
                "l.cause = :cause and l.state = 'open' and l.id > :after order by l.id limit :limit for update",
                Map.of("cause", group, "after", after, "limit", limit));
    }

    /** The next open letters that failed before that time after this one, locked. */
    List<DeadLetter> lockOpenUntil(Instant until, long after, int limit) {
        return whole(
                "l.state = 'open' and l.failed_at < :until and l.id > :after order by l.id limit :limit for update",
                Map.of("until", utc(until), "after", after, "limit", limit));
    }

    private List<DeadLetter> whole(String condition, Map<String, ?> parameters) {
        return jdbc.sql(WHOLE + condition)
                .params(parameters)
                .query((row, _) -> deadLetter(row))
                .list();
    }

    void markReplayed(Collection<Long> ids) {
        jdbc.sql(
                        """
                        update dead_letter set state = 'replayed', replays = replays + 1, changed_at = :now
                        where id in (:ids)""")
                .param("now", utc(clock.instant()))
                .param("ids", ids)
                .update();
    }

    void mark(long id, State state) {
        jdbc.sql("update dead_letter set state = :state, changed_at = :now where id = :id")
                .param("state", state.text())
                .param("now", utc(clock.instant()))
                .param("id", id)
                .update();
    }

    /** Puts other content into the letter; the first value is kept however often that is done. */
    void mend(DeadLetter letter, Content mended, Subject subject, UUID eventId) {
        jdbc.sql(
                        """
                        update dead_letter
                        set first_bytes = if(mended_event_id is null, record_value, first_bytes),
                            first_event_id = if(mended_event_id is null, event_id, first_event_id),
                            mended_event_id = :mendedEventId,
                            record_key = :key, record_value = :value, content_hash = :hash, headers = :headers,
                            event_id = :eventId, event_type = :eventType, event_version = :eventVersion,
                            aggregate_id = :aggregateId, occurred_at = :occurredAt,
                            state = 'mended', replays = replays + 1, changed_at = :now
                        where id = :id""")
                .param("mendedEventId", bytes(eventId))
                .param("key", mended.key(), Types.VARBINARY)
                .param("value", mended.value(), Types.VARBINARY)
                .param("hash", mended.hash())
                .param("headers", letter.headers().withEventId(eventId).asJson())
                .param("eventId", bytesOrNull(subject.eventId()), Types.VARBINARY)
                .param("eventType", subject.eventType(), Types.VARCHAR)
                .param("eventVersion", subject.version(), Types.INTEGER)
                .param("aggregateId", subject.aggregateId(), Types.VARCHAR)
                .param("occurredAt", utcOrNull(subject.occurredAt()), Types.TIMESTAMP)
                .param("now", utc(clock.instant()))
                .param("id", letter.id())
                .update();
    }

    /** Newest first. */
    List<LetterSummary> list(LetterFilter filter, int limit) {
        var conditions = new StringBuilder();
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("limit", limit);
        add(conditions, parameters, "state = :state", "state", text(filter.state()));
        add(conditions, parameters, "topic = :topic", "topic", filter.topic());
        add(conditions, parameters, "cause = :cause", "cause", filter.group());
        add(conditions, parameters, "reason = :reason", "reason", filter.reason());
        add(conditions, parameters, "event_id = :event", "event", bytesOrNull(filter.eventId()));
        add(conditions, parameters, "aggregate_id = :aggregate", "aggregate", filter.aggregateId());
        add(conditions, parameters, "id < :before", "before", filter.before());
        return jdbc.sql(LIST.formatted(conditions))
                .params(parameters)
                .query((row, _) -> summary(row))
                .list();
    }

    private static @Nullable String text(@Nullable State state) {
        return state == null ? null : state.text();
    }

    private static void add(
            StringBuilder conditions,
            Map<String, @Nullable Object> parameters,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            conditions.append(" and ").append(condition);
            parameters.put(name, value);
        }
    }

    /** How many letters of a cause are in a state. */
    record Share(
            String group, State state, long count, Instant oldest, Instant newest, long newestId) {}

    /** Answered by an index alone. */
    List<Share> shares() {
        return jdbc.sql(
                        """
                        select cause, state, count(*) as letters, min(failed_at) as oldest, max(failed_at) as newest,
                               max(id) as newest_id
                        from dead_letter group by cause, state""")
                .query(
                        (row, _) ->
                                new Share(
                                        row.getString("cause"),
                                        State.of(row.getString("state")),
                                        row.getLong("letters"),
                                        instant(row, "oldest"),
                                        instant(row, "newest"),
                                        row.getLong("newest_id")))
                .list();
    }

    /** What the group of a letter is about. */
    record GroupText(String consumer, String topic, String errorClass, String message) {}

    Optional<GroupText> groupOf(long letterId) {
        return jdbc.sql(
                        "select consumer, topic, error_class, cause_message from dead_letter where id = :id")
                .param("id", letterId)
                .query(
                        (row, _) ->
                                new GroupText(
                                        row.getString("consumer"),
                                        row.getString("topic"),
                                        row.getString("error_class"),
                                        row.getString("cause_message")))
                .optional();
    }

    /** How many letters wait for a person, and since when. */
    record Backlog(long letters, @Nullable Instant oldest) {}

    /** By consumer, of those that have any; answered by an index alone. */
    Map<String, Backlog> backlogs() {
        var backlogs = new HashMap<String, Backlog>();
        jdbc.sql(
                        """
                        select consumer, count(*) as letters, min(failed_at) as oldest
                        from dead_letter where state = 'open' group by consumer""")
                .query(
                        row -> {
                            backlogs.put(
                                    row.getString("consumer"),
                                    new Backlog(row.getLong("letters"), instant(row, "oldest")));
                        });
        return backlogs;
    }

    /** Removes letters to which nothing has happened since then; those still to be sent stay. */
    int forget(Instant unchangedSince, int limit) {
        return jdbc.sql(
                        """
                        delete from dead_letter
                        where changed_at < :since
                          and not exists (select 1 from dead_letter_sending s
                                          where s.letter_id = dead_letter.id and s.state = 'waiting')
                        order by changed_at limit :limit""")
                .param("since", utc(unchangedSince))
                .param("limit", limit)
                .update();
    }

    private static LetterSummary summary(ResultSet row) throws SQLException {
        return new LetterSummary(
                row.getLong("id"),
                row.getString("consumer"),
                row.getString("topic"),
                row.getString("origin_topic"),
                row.getInt("origin_partition"),
                row.getLong("origin_offset"),
                row.getString("reason"),
                row.getString("error_class"),
                row.getString("error_message"),
                uuidOrNull(row, "event_id"),
                row.getString("event_type"),
                row.getString("aggregate_id"),
                row.getInt("attempts"),
                row.getInt("replays"),
                State.of(row.getString("state")),
                instant(row, "failed_at"),
                row.getString("cause"));
    }

    private static DeadLetter deadLetter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong("id"),
                new Source(row.getString("consumer"), row.getString("topic")),
                new Origin(
                        row.getString("origin_topic"),
                        row.getInt("origin_partition"),
                        row.getLong("origin_offset"),
                        row.getLong("origin_timestamp")),
                row.getInt("letter_partition"),
                row.getLong("letter_offset"),
                new Content(row.getBytes("record_key"), row.getBytes("record_value")),
                SourceHeaders.fromJson(row.getString("headers")),
                new Subject(
                        uuidOrNull(row, "event_id"),
                        row.getString("event_type"),
                        row.getObject("event_version", Integer.class),
                        row.getString("aggregate_id"),
                        instantOrNull(row, "occurred_at")),
                new FailureReport(
                        row.getString("error_class"),
                        row.getString("error_message"),
                        row.getString("stack_trace"),
                        row.getInt("attempts"),
                        row.getString("reason"),
                        instant(row, "failed_at")),
                new Cause(row.getString("cause"), row.getString("cause_message")),
                State.of(row.getString("state")),
                row.getInt("replays"),
                mending(row),
                instant(row, "changed_at"),
                row.getBoolean("applied"),
                row.getBoolean("overtaken"));
    }

    private static DeadLetter.@Nullable Mending mending(ResultSet row) throws SQLException {
        var eventId = uuidOrNull(row, "mended_event_id");
        return eventId == null
                ? null
                : new DeadLetter.Mending(
                        row.getBytes("first_bytes"), uuidOrNull(row, "first_event_id"), eventId);
    }
}
