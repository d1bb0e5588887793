package dev.orderflow.web;

import static java.util.stream.Collectors.partitioningBy;

import dev.orderflow.web.IdempotentRequests.Id;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@link IdempotentRequests} for a call that many make at the same time. One thread carries out all
 * calls that wait, in one transaction, while the next ones gather: a lone call waits for nobody,
 * and the busier it gets, the more calls share a commit.
 *
 * <p>Nobody pays for his neighbour: a call that fails, or was made before, is left out and carried
 * out alone, by its own thread, as are all of a group that failed for a reason that one of them may
 * be to blame for. Only when the database itself fails, all of a group fail with it.
 *
 * @param <C> what is to be done
 */
public final class GroupedRequests<C> {

    /** Beyond it a transaction gets longer, but no cheaper. */
    private static final int LARGEST_GROUP = 64;

    private static final int MOST_WAITING = 256;
    private static final long PATIENCE_SECONDS = 10;

    private final ContextSnapshotFactory contexts = ContextSnapshotFactory.builder().build();
    private final IdempotentRequests requests;
    private final TransactionTemplate transaction;
    private final String route;
    private final Consumer<? super List<C>> expect;
    private final Function<? super C, ? extends ResponseEntity<?>> action;

    private final BlockingQueue<Call> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread worker;

    GroupedRequests(
            IdempotentRequests requests,
            TransactionTemplate transaction,
            String route,
            Consumer<? super List<C>> expect,
            Function<? super C, ? extends ResponseEntity<?>> action) {
        this.requests = requests;
        this.transaction = transaction;
        this.route = route;
        this.expect = expect;
        this.action = action;
        // Not a virtual one: each time the database answers it would queue up behind the requests
        // that are being read, and everybody waits for it.
        this.worker = Thread.ofPlatform().daemon().name("grouped " + route).start(this::work);
    }

    /**
     * Carries it out, or answers as it was answered before; 503 where too many others wait.
     *
     * @param key from the client; null stores nothing
     * @param request what the client sent, as it was understood; spelling and order of fields do
     *     not matter
     * @param command the same as the action takes it
     */
    public ResponseEntity<?> once(@Nullable String key, Caller caller, Object request, C command) {
        if (key != null && !IdempotentRequests.isWellFormed(key)) {
            return alone(key, caller, request, command);
        }
        var id = key == null ? null : requests.id(key, caller, route, request);
        var call = new Call(id, command, contexts.captureAll());
        if (!waiting.offer(call) || !isOver(call)) {
            return tooBusy();
        }
        return call.answer().orElseGet(() -> alone(key, caller, request, command));
    }

    private ResponseEntity<?> alone(
            @Nullable String key, Caller caller, Object request, C command) {
        return requests.once(key, caller, route, request, () -> action.apply(command));
    }

    /**
     * False when the call was taken back, as its turn did not come; one that was begun is waited
     * for.
     */
    private boolean isOver(Call call) {
        try {
            while (!call.over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                if (waiting.remove(call)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while another thread carries out the call", stopped);
        }
    }

    /** How many have not been begun. */
    int waiting() {
        return waiting.size();
    }

    /** Ends the thread; what still waits is taken back when it loses patience. */
    void stop() {
        worker.interrupt();
    }

    private void work() {
        try {
            while (true) {
                var group = new ArrayList<Call>();
                group.add(waiting.take());
                waiting.drainTo(group, LARGEST_GROUP - 1);
                carryOut(group);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void carryOut(List<Call> group) {
        try {
            carryOutTogether(group);
        } catch (CallFailedException ofOne) { // all of it is rolled back by now
            var parts = group.stream().collect(partitioningBy(call -> call.hasFailed));
            parts.get(true).forEach(Call::goesAlone);
            carryOutOrLetGoAlone(parts.get(false));
        } catch (RuntimeException | Error failed) {
            end(group, failed);
        }
    }

    private void carryOutOrLetGoAlone(List<Call> group) {
        try {
            carryOutTogether(group);
        } catch (RuntimeException | Error failed) {
            end(group, failed);
        }
    }

    /** Whether they may be carried out once more: surely nothing was committed. */
    private void end(List<Call> group, Throwable failed) {
        switch (failed) {
            case CallFailedException _,
                    DataIntegrityViolationException _,
                    ConcurrencyFailureException _ ->
                    group.forEach(Call::goesAlone);
            default -> group.forEach(call -> call.fails(failed));
        }
    }

    /** Their answers are theirs when the transaction is committed. */
    private void carryOutTogether(List<Call> group) {
        var answers = transaction.execute(_ -> answers(group));
        for (var call : group) {
            var answer = answers.get(call);
            if (answer == null) {
                call.goesAlone();
            } else {
                call.ends(answer);
            }
        }
    }

    /** Those of calls that were not made before. */
    private Map<Call, ResponseEntity<?>> answers(List<Call> group) {
        var fresh = fresh(group);
        if (!fresh.isEmpty()) {
            expect.accept(fresh.stream().map(call -> call.command).toList());
        }
        var answers = new HashMap<Call, ResponseEntity<?>>();
        var toStore = new HashMap<Id, ResponseEntity<?>>();
        for (var call : fresh) {
            var answer = call.carryOut();
            answers.put(call, answer);
            if (call.id != null) {
                toStore.put(call.id, answer);
            }
        }
        if (!toStore.isEmpty()) {
            requests.store(toStore);
        }
        return answers;
    }

    private List<Call> fresh(List<Call> group) {
        var byId = new LinkedHashMap<Id, Call>();
        for (var call : group) {
            if (call.id != null) {
                byId.putIfAbsent(call.id, call); // of two that are the same, one
            }
        }
        if (!byId.isEmpty()) {
            byId.keySet().removeAll(requests.answered(byId.keySet()));
        }
        return group.stream().filter(call -> call.id == null || byId.get(call.id) == call).toList();
    }

    private static ResponseEntity<?> tooBusy() {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(
                        Problems.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "too-busy",
                                "Too many calls are waiting here. Nothing was changed; try again in a second."));
    }

    /** Belongs to the worker until it is over, then to the thread that made it. */
    private final class Call {

        private final @Nullable Id id;
        private final C command;
        private final ContextSnapshot context;
        private final CountDownLatch over = new CountDownLatch(1);
        private boolean hasFailed;
        private @Nullable ResponseEntity<?> answer;
        private @Nullable Throwable failure;

        Call(@Nullable Id id, C command, ContextSnapshot context) {
            this.id = id;
            this.command = command;
            this.context = context;
        }

        /** In its caller's trace, whoever carries it out. */
        ResponseEntity<?> carryOut() {
            try (var _ = context.setThreadLocals()) {
                return action.apply(command);
            } catch (RuntimeException failed) {
                hasFailed = true;
                throw new CallFailedException(failed);
            }
        }

        void ends(ResponseEntity<?> with) {
            answer = with;
            over.countDown();
        }

        void goesAlone() {
            over.countDown();
        }

        void fails(Throwable with) {
            failure = with;
            over.countDown();
        }

        Optional<ResponseEntity<?>> answer() {
            switch (failure) {
                case null -> {
                    return Optional.ofNullable(answer);
                }
                case RuntimeException exception -> throw exception;
                default -> throw new IllegalStateException(failure);
            }
        }
    }

    private static final class CallFailedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CallFailedException(RuntimeException cause) {
            super(cause);
        }
    }
}
