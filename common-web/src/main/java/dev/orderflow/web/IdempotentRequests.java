package dev.orderflow.web;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a call that a client may repeat have its effect once: the answer is stored under the
 * client's {@code Idempotency-Key} in the transaction that has the effect, and given again to the
 * same key and body.
 *
 * <p>A key belongs to the caller and the route. Answers of 2xx, and of 4xx that a later call would
 * get as well, are kept for 24 hours, others not at all.
 */
public class IdempotentRequests implements DisposableBean {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,128}");
    private static final Duration KEPT = Duration.ofHours(24);

    /** What {@code nowait} says on MySQL; not told apart by its SQL state, as it is on MariaDB. */
    private static final int MYSQL_LOCKED = 3572;

    private static final String STORE =
            """
            insert into idempotent_request (id, request_hash, status, location, body, created_at)
            values (?, ?, ?, ?, ?, utc_timestamp(6))""";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final ServiceProblems problems;
    private final List<GroupedRequests<?>> groups = new CopyOnWriteArrayList<>();

    IdempotentRequests(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            JsonMapper json,
            ServiceProblems problems) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.json = json.rebuild().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
        this.problems = problems;
    }

    /**
     * For a call that many make at the same time: they share a transaction, and with it the way to
     * the database.
     *
     * @param route the call's name, {@code POST /api/orders}
     * @param expect gets the commands that are about to be carried out, in the transaction of their
     *     actions and before them, to load at once what they need; its failing counts as theirs
     * @param action carries out one of them
     */
    public <C> GroupedRequests<C> grouped(
            String route,
            Consumer<? super List<C>> expect,
            Function<? super C, ? extends ResponseEntity<?>> action) {
        var group = new GroupedRequests<C>(this, transaction, route, expect, action);
        groups.add(group);
        return group;
    }

    @Override
    public void destroy() {
        groups.forEach(GroupedRequests::stop);
    }

    /**
     * Runs the action in a transaction, or answers as it did before.
     *
     * @param key from the client; null runs the action in a transaction and stores nothing
     * @param route the call's name, {@code POST /api/orders}
     * @param request what the client sent, as it was understood; spelling and order of fields do
     *     not matter
     */
    public ResponseEntity<?> once(
            @Nullable String key,
            Caller caller,
            String route,
            Object request,
            Supplier<? extends ResponseEntity<?>> action) {
        if (key == null) {
            return transaction.execute(_ -> action.get());
        }
        if (!isWellFormed(key)) {
            return problem(
                    HttpStatus.BAD_REQUEST,
                    "malformed-idempotency-key",
                    "Idempotency-Key must be 8 to 128 of A-Z a-z 0-9 _ -.");
        }
        var id = id(key, caller, route, request);
        try {
            return replayOrRun(id, action);
        } catch (StillRunningException running) {
            return problem(
                    HttpStatus.CONFLICT,
                    "still-running",
                    "A call with this Idempotency-Key is running. Wait for it, then ask again.");
        } catch (RuntimeException failed) {
            return refused(id, failed);
        }
    }

    static boolean isWellFormed(String key) {
        return KEY.matcher(key).matches();
    }

    Id id(String key, Caller caller, String route, Object request) {
        return new Id(
                sha256(caller.userId() + '\n' + route + '\n' + key),
                sha256(json.writeValueAsString(request)));
    }

    /** Which of them have been answered, as far as that is committed. */
    Set<Id> answered(Collection<Id> ids) {
        var marks = String.join(",", Collections.nCopies(ids.size(), "?"));
        return jdbc
                .query(
                        "select id, request_hash from idempotent_request where id in ("
                                + marks
                                + ")",
                        (row, _) -> new Id(row.getBytes(1), row.getBytes(2)),
                        ids.stream().map(Id::value).toArray())
                .stream()
                .collect(toSet());
    }

    /**
     * @throws DuplicateKeyException when somebody else has answered one of them meanwhile
     */
    void store(Map<Id, ResponseEntity<?>> answers) {
        // In one order everywhere, so that two that meet here wait for each other instead of
        // deadlocking.
        var inOrder = new TreeMap<Id, ResponseEntity<?>>(comparing(Id::value, Arrays::compare));
        inOrder.putAll(answers);
        jdbc.batchUpdate(
                STORE,
                inOrder.entrySet(),
                Math.max(1, inOrder.size()),
                (statement, entry) -> {
                    var answer = entry.getValue();
                    statement.setBytes(1, entry.getKey().value);
                    statement.setBytes(2, entry.getKey().requestHash);
                    statement.setInt(3, answer.getStatusCode().value());
                    statement.setString(4, location(answer));
                    statement.setString(5, body(answer));
                });
    }

    private ResponseEntity<?> replayOrRun(Id id, Supplier<? extends ResponseEntity<?>> action) {
        try {
            return transaction.execute(_ -> replayOrRunHere(id, action));
        } catch (DuplicateKeyException lostTheRace) {
            return transaction.execute(_ -> replayOrRunHere(id, action));
        }
    }

    private ResponseEntity<?> replayOrRunHere(Id id, Supplier<? extends ResponseEntity<?>> action) {
        var stored = find(id);
        if (stored.isPresent()) {
            return replay(id, stored.get());
        }
        try {
            begin(id, "insert");
        } catch (PessimisticLockingFailureException locked) { // several waited for one that failed
            throw new StillRunningException(locked);
        }
        var answer = action.get();
        store(id, answer);
        return answer;
    }

    /**
     * @throws StillRunningException when the call that has this key has not ended
     */
    private Optional<Stored> find(Id id) {
        try {
            return find(id, " for update nowait"); // sees a call that has not committed yet
        } catch (PessimisticLockingFailureException locked) {
            return committed(id, locked);
        } catch (UncategorizedSQLException failed) {
            if (failed.getSQLException().getErrorCode() == MYSQL_LOCKED) {
                return committed(id, failed);
            }
            throw failed;
        }
    }

    /** Another call that asks for the same answer holds its row as well. */
    private Optional<Stored> committed(Id id, RuntimeException locked) {
        return Optional.of(find(id, "").orElseThrow(() -> new StillRunningException(locked)));
    }

    private Optional<Stored> find(Id id, String lock) {
        return jdbc
                .query(
                        "select request_hash, status, location, body from idempotent_request where id = ?"
                                + lock,
                        (row, _) ->
                                new Stored(
                                        row.getBytes(1),
                                        row.getInt(2),
                                        row.getString(3),
                                        row.getString(4)),
                        id.value)
                .stream()
                .findFirst();
    }

    private boolean begin(Id id, String insert) {
        return jdbc.update(
                        insert
                                + " into idempotent_request (id, request_hash, status, created_at)"
                                + " values (?, ?, 0, utc_timestamp(6))",
                        id.value,
                        id.requestHash)
                == 1;
    }

    private ResponseEntity<?> replay(Id id, Stored stored) {
        if (!Arrays.equals(stored.requestHash, id.requestHash)) {
            return problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "idempotency-key-reused",
                    "This Idempotency-Key was used for another request. Take a new key for a new request.");
        }
        var answer =
                ResponseEntity.status(stored.status)
                        .header("Idempotent-Replayed", "true")
                        .contentType(
                                stored.status < 400
                                        ? MediaType.APPLICATION_JSON
                                        : MediaType.APPLICATION_PROBLEM_JSON);
        if (stored.location != null) {
            answer.header(HttpHeaders.LOCATION, stored.location);
        }
        return stored.body == null ? answer.build() : answer.body(json.readTree(stored.body));
    }

    /**
     * The action's own refusal is an answer like any other; its transaction is gone, so it gets one
     * of its own.
     */
    private ResponseEntity<?> refused(Id id, RuntimeException failed) {
        var problem = problems.find(failed);
        if (problem == null || !isForGood(problem.getStatus())) {
            throw failed;
        }
        var answer = ResponseEntity.status(problem.getStatus()).body(problem);
        transaction.executeWithoutResult(
                _ -> {
                    if (begin(id, "insert ignore")) { // else another call with this key was faster
                        store(id, answer);
                    }
                });
        return answer;
    }

    /**
     * The same request may fare better later where the state of things, or of us, was in its way.
     */
    private static boolean isForGood(int status) {
        return status < 500
                && status != HttpStatus.CONFLICT.value()
                && status != HttpStatus.TOO_MANY_REQUESTS.value();
    }

    private void store(Id id, ResponseEntity<?> answer) {
        jdbc.update(
                "update idempotent_request set status = ?, location = ?, body = ? where id = ?",
                answer.getStatusCode().value(),
                location(answer),
                body(answer),
                id.value);
    }

    private static @Nullable String location(ResponseEntity<?> answer) {
        var location = answer.getHeaders().getLocation();
        return location == null ? null : location.toString();
    }

    private @Nullable String body(ResponseEntity<?> answer) {
        return answer.getBody() == null ? null : json.writeValueAsString(answer.getBody());
    }

    // At a fixed rate, which has a thread for each run: this may take long, and tasks with a fixed
    // delay share one thread.
    @Scheduled(fixedRateString = "PT10M", initialDelayString = "PT1M")
    void forgetOld() {
        var before = LocalDateTime.now(ZoneOffset.UTC).minus(KEPT);
        Integer step;
        do {
            step =
                    transaction.execute(
                            _ ->
                                    jdbc.update(
                                            "delete from idempotent_request where created_at < ? limit 500",
                                            before));
        } while (step != null && step == 500);
    }

    private static ResponseEntity<?> problem(HttpStatus status, String type, String detail) {
        return ResponseEntity.status(status).body(Problems.of(status, type, detail));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class StillRunningException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StillRunningException(Throwable cause) {
            super(cause);
        }
    }

    /** The same when caller, route and key are the same, whatever the request. */
    record Id(byte[] value, byte[] requestHash) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Id id && Arrays.equals(value, id.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }
    }

    private record Stored(
            byte[] requestHash, int status, @Nullable String location, @Nullable String body) {}
}
