package dev.orderflow.events;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import lombok.RequiredArgsConstructor;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a transaction has to write of one kind, written all at once right before it commits: a
 * poll's worth of events then costs one statement, not one for each event. What fails then fails
 * the whole transaction; a poll is handled again event by event, and the one at fault is found.
 *
 * <p>May be shared by threads; each transaction has its own. Until it commits, its queries do not
 * see what was added. Nothing is written where it is rolled back.
 *
 * @param <R> a row, or whatever else
 */
@RequiredArgsConstructor
public final class TransactionWrites<R> {

    /** Gets them in the order in which they were added; there is at least one. */
    private final Consumer<? super List<R>> write;

    /**
     * To be written when the current transaction commits.
     *
     * @throws IllegalStateException when there is none, or what it has was written already
     */
    public void add(R row) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "Rows are kept until a transaction commits, and there is none");
        }
        rows().add(row);
    }

    @SuppressWarnings("unchecked") // what is ours has our rows
    private Rows<R> rows() {
        for (var other : TransactionSynchronizationManager.getSynchronizations()) {
            if (other instanceof Rows<?> rows && rows.owner == this) {
                return (Rows<R>) rows;
            }
        }
        var rows = new Rows<>(this);
        TransactionSynchronizationManager.registerSynchronization(rows);
        return rows;
    }

    @RequiredArgsConstructor
    private static final class Rows<R> implements TransactionSynchronization {

        private final TransactionWrites<R> owner;
        private final List<R> rows = new ArrayList<>();
        private boolean isWritten;

        void add(R row) {
            if (isWritten) {
                throw new IllegalStateException(
                        "What this transaction has to write was written: it is committing");
            }
            rows.add(row);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            isWritten = true;
            owner.write.accept(List.copyOf(rows));
        }
    }
}
