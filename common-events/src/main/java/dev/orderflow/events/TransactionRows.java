package dev.orderflow.events;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The rows of one kind that the current transaction has read, locked perhaps, and those that it
 * looked for in vain. What is {@linkplain #expect expected}, by a subscription's prefetch for
 * instance, is read with the first row that is wanted, by one query: a poll's worth of events then
 * costs one round trip, and everybody takes the locks in the same order.
 *
 * <p>Lives as long as the transaction, and belongs to its thread.
 *
 * @param <K> a row's key
 * @param <V> a row
 */
public final class TransactionRows<K, V> {

    private final Set<K> expected = new HashSet<>();
    private final Map<K, Optional<V>> known = new HashMap<>();
    private final Function<? super Collection<K>, ? extends Map<K, V>> read;

    private TransactionRows(Function<? super Collection<K>, ? extends Map<K, V>> read) {
        this.read = read;
    }

    /**
     * Those of the current transaction.
     *
     * @param owner one owner has one of these a transaction
     * @param read reads the rows with these keys and returns those that exist; if it locks them,
     *     then in an order that is the same everywhere
     * @throws IllegalStateException when there is no transaction
     */
    @SuppressWarnings("unchecked") // an owner always comes with the same types
    public static <K, V> TransactionRows<K, V> of(
            Object owner, Function<? super Collection<K>, ? extends Map<K, V>> read) {
        var bound = (TransactionRows<K, V>) TransactionSynchronizationManager.getResource(owner);
        if (bound != null) {
            return bound;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "Rows are kept for the length of a transaction, and there is none");
        }
        var rows = new TransactionRows<>(read);
        TransactionSynchronizationManager.bindResource(owner, rows);
        TransactionSynchronizationManager.registerSynchronization(new Binding(owner, rows));
        return rows;
    }

    /** They will be wanted; nothing is read yet. */
    public void expect(Collection<K> keys) {
        expected.addAll(keys);
    }

    /** Reads it, and what else is expected by now, unless this transaction has done so before. */
    public Optional<V> get(K key) {
        if (!known.containsKey(key)) {
            expected.add(key);
            expected.removeAll(known.keySet());
            var found = read.apply(expected);
            expected.forEach(wanted -> known.put(wanted, Optional.ofNullable(found.get(wanted))));
            expected.clear();
        }
        return known.get(key);
    }

    /** This transaction has written the row itself; it need not be read any more. */
    public void put(K key, V row) {
        known.put(key, Optional.of(row));
    }

    private record Binding(Object owner, TransactionRows<?, ?> rows)
            implements TransactionSynchronization {

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(owner);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(owner, rows);
        }

        @Override
        public void beforeCompletion() {
            TransactionSynchronizationManager.unbindResource(owner);
        }
    }
}
