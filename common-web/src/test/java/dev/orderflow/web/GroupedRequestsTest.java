package dev.orderflow.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.context.ContextRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import tools.jackson.databind.json.JsonMapper;

/** Without keys, as answers that are stored need a database: order-service has those tests. */
class GroupedRequestsTest {

    private static final Caller ANNA = new Caller("anna", Set.of());
    private static final ThreadLocal<String> TRACE = new ThreadLocal<>();

    private final CountedTransactions transactions = new CountedTransactions();
    private final IdempotentRequests requests =
            new IdempotentRequests(
                    new JdbcTemplate(),
                    transactions,
                    JsonMapper.shared(),
                    new ServiceProblems(List.of()));

    /** Where the first call stays until the others have come. */
    private final CountDownLatch gate = new CountDownLatch(1);

    private final CountDownLatch atGate = new CountDownLatch(1);
    private final Map<Integer, Integer> carriedOut = new ConcurrentHashMap<>();
    private final Map<Integer, @Nullable String> traces = new ConcurrentHashMap<>();
    private final Set<Integer> bad = ConcurrentHashMap.newKeySet();
    private final List<List<Integer>> expected = new ArrayList<>();

    private final GroupedRequests<Integer> calls =
            requests.grouped("POST /numbers", expected::add, this::carryOut);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        gate.countDown();
        callers.close();
        requests.destroy();
    }

    @Test
    void calls_that_come_while_others_are_carried_out_share_a_transaction() throws Exception {
        var answers = tenBehindOne();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).get().getBody()).isEqualTo(i);
        }
        assertThat(transactions.committed).hasSize(2);
        assertThat(expected.getLast()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void who_fails_fails_alone() throws Exception {
        bad.add(4);

        var answers = tenBehindOne();

        assertThatThrownBy(answers.get(4)::get).hasRootCauseMessage("4 is bad");
        for (int i : List.of(1, 2, 3, 5, 6, 7, 8, 9, 10)) {
            assertThat(answers.get(i).get().getBody()).isEqualTo(i);
        }
        assertThat(transactions.committed.stream().flatMap(List::stream))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void when_two_fail_each_is_carried_out_alone() throws Exception {
        bad.addAll(List.of(4, 7));

        var answers = tenBehindOne();

        for (int i : List.of(4, 7)) {
            assertThatThrownBy(answers.get(i)::get).hasRootCauseMessage(i + " is bad");
        }
        for (int i : List.of(1, 2, 3, 5, 6, 8, 9, 10)) {
            assertThat(answers.get(i).get().getBody()).isEqualTo(i);
        }
        assertThat(transactions.committed.stream().flatMap(List::stream))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 5, 6, 8, 9, 10);
    }

    @Test
    void what_the_database_refuses_for_one_of_them_is_carried_out_call_by_call() throws Exception {
        transactions.refuseGroups = new DataIntegrityViolationException("one of them was there");

        for (var answer : tenBehindOne()) {
            assertThat(answer.get().getStatusCode()).isEqualTo(HttpStatus.OK);
        }
        assertThat(transactions.committed.stream().flatMap(List::stream))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void nothing_is_carried_out_again_when_nobody_knows_whether_it_was_committed() {
        transactions.refuseGroups = new TransactionSystemException("connection lost at the commit");

        for (var answer : tenBehindOne().subList(1, 11)) {
            assertThatThrownBy(answer::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("connection lost at the commit");
        }
        assertThat(carriedOut).hasSize(11).allSatisfy((_, times) -> assertThat(times).isOne());
    }

    @Test
    void each_belongs_to_its_callers_trace() throws Exception {
        ContextRegistry.getInstance().registerThreadLocalAccessor("trace", TRACE);
        try {
            for (var answer : tenBehindOne()) {
                answer.get();
            }

            assertThat(traces).hasSize(11);
            assertThat(traces)
                    .allSatisfy((call, trace) -> assertThat(trace).isEqualTo("of " + call));
        } finally {
            ContextRegistry.getInstance().removeThreadLocalAccessor("trace");
        }
    }

    @Test
    void too_many_are_asked_to_come_later() throws Exception {
        var first = call(0);
        atGate.await();
        var others = IntStream.rangeClosed(1, 300).mapToObj(this::call).toList();

        await().until(() -> others.stream().filter(Future::isDone).count() == 300 - 256);
        gate.countDown();

        for (var other : others) {
            var answer = other.get();
            if (answer.getStatusCode().isError()) {
                assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
                assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("1");
            }
        }
        assertThat(first.get().getBody()).isEqualTo(0);
        assertThat(carriedOut).hasSize(257);
    }

    /** While the first is carried out, ten more come. */
    private List<Future<ResponseEntity<?>>> tenBehindOne() {
        var answers = new ArrayList<Future<ResponseEntity<?>>>();
        answers.add(call(0));
        try {
            assertThat(atGate.await(10, SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        IntStream.rangeClosed(1, 10).mapToObj(this::call).forEach(answers::add);
        await().until(() -> calls.waiting() == 10);
        gate.countDown();
        return answers;
    }

    private Future<ResponseEntity<?>> call(int number) {
        return callers.submit(
                () -> {
                    TRACE.set("of " + number);
                    return calls.once(null, ANNA, number, number);
                });
    }

    private ResponseEntity<?> carryOut(int number) {
        if (number == 0) {
            atGate.countDown();
            CompletableFuture.runAsync(this::waitAtGate).join();
        }
        if (bad.contains(number)) {
            throw new IllegalArgumentException(number + " is bad");
        }
        carriedOut.merge(number, 1, Integer::sum);
        traces.put(number, String.valueOf(TRACE.get()));
        transactions.current.get().add(number);
        return ResponseEntity.ok(number);
    }

    private void waitAtGate() {
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class CountedTransactions extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        final transient List<List<Integer>> committed =
                new java.util.concurrent.CopyOnWriteArrayList<>();
        final transient ThreadLocal<List<Integer>> current =
                ThreadLocal.withInitial(ArrayList::new);
        transient volatile @Nullable RuntimeException refuseGroups;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            current.set(new ArrayList<>());
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            if (refuseGroups != null && current.get().size() > 1) {
                throw refuseGroups;
            }
            committed.add(current.get());
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            current.remove();
        }
    }
}
