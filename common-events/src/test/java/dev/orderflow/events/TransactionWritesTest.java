package dev.orderflow.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.transaction.TransactionDefinition.PROPAGATION_REQUIRES_NEW;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

class TransactionWritesTest {

    final List<String> log = new ArrayList<>();
    final TransactionWrites<String> rows = new TransactionWrites<>(it -> log.add("write " + it));
    final TransactionTemplate transaction = new TransactionTemplate(new Logged());

    @Test
    void what_was_added_is_written_at_once_before_the_commit() {
        transaction.executeWithoutResult(
                _ -> {
                    rows.add("a");
                    rows.add("b");
                    assertThat(log).isEmpty();
                });

        assertThat(log).containsExactly("write [a, b]", "commit");
    }

    @Test
    void where_nothing_was_added_nothing_is_written() {
        transaction.executeWithoutResult(_ -> {});

        assertThat(log).containsExactly("commit");
    }

    @Test
    void what_is_rolled_back_is_not_written_by_the_next() {
        transaction.executeWithoutResult(
                status -> {
                    rows.add("a");
                    status.setRollbackOnly();
                });
        transaction.executeWithoutResult(_ -> rows.add("b"));

        assertThat(log).containsExactly("rollback", "write [b]", "commit");
    }

    @Test
    void a_transaction_within_another_has_its_own_and_so_have_two_of_these() {
        var others = new TransactionWrites<String>(it -> log.add("others " + it));
        var inner = new TransactionTemplate(transaction.getTransactionManager());
        inner.setPropagationBehavior(PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(
                _ -> {
                    rows.add("outer");
                    inner.executeWithoutResult(_ -> rows.add("inner"));
                    others.add("other");
                    rows.add("again");
                });

        assertThat(log)
                .containsExactly(
                        "write [inner]",
                        "commit",
                        "write [outer, again]",
                        "others [other]",
                        "commit");
    }

    @Test
    void what_cannot_be_written_is_not_committed() {
        var broken =
                new TransactionWrites<String>(
                        _ -> {
                            throw new IllegalArgumentException("no such column");
                        });

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> transaction.executeWithoutResult(_ -> broken.add("a")));
        assertThat(log).containsExactly("rollback");
    }

    /** Else they would be lost. */
    @Test
    void rows_without_a_transaction_and_rows_that_come_too_late_are_refused() {
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> rows.add("a"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () ->
                                transaction.executeWithoutResult(
                                        _ -> {
                                            rows.add("a");
                                            TransactionSynchronizationManager
                                                    .registerSynchronization(new Latecomer());
                                        }));
        assertThat(log).containsExactly("write [a]", "rollback");
    }

    private final class Latecomer implements TransactionSynchronization {

        @Override
        public void beforeCommit(boolean readOnly) {
            rows.add("late");
        }
    }

    /** Transactions of nothing. */
    private final class Logged extends AbstractPlatformTransactionManager {

        private boolean isRunning;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected boolean isExistingTransaction(Object transaction) {
            return isRunning;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            isRunning = true;
        }

        @Override
        protected Object doSuspend(Object transaction) {
            isRunning = false;
            return this;
        }

        @Override
        protected void doResume(Object transaction, Object suspended) {
            isRunning = true;
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            log.add("commit");
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            log.add("rollback");
        }

        @Override
        protected void doCleanupAfterCompletion(Object transaction) {
            isRunning = false;
        }
    }
}
