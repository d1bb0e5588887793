package dev.orderflow.payment.adapter.out.persistence;

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
 * The rows of one kind that the current transaction has locked, and those that it looked for in
 * vain. What is expected is locked with the first row that is wanted, by one query: a poll's worth
 * of events then costs one round trip, and everybody takes the locks in the same order.
 */
final class LockedRows<K, V> {

    private final Set<K> expected = new HashSet<>();
    private final Map<K, Optional<V>> known = new HashMap<>();
    private final Function<Collection<K>, Map<K, V>> lock;

    private LockedRows(Function<Collection<K>, Map<K, V>> lock) {
        this.lock = lock;
    }

    /**
     * @param owner one owner has one of these a transaction
     * @param lock locks rows in an order that is the same everywhere, and returns those that exist
     */
    @SuppressWarnings("unchecked") // an owner always comes with the same types
    static <K, V> LockedRows<K, V> ofTransaction(
            Object owner, Function<Collection<K>, Map<K, V>> lock) {
        var bound = (LockedRows<K, V>) TransactionSynchronizationManager.getResource(owner);
        if (bound != null) {
            return bound;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "A row is locked for the length of a transaction, and there is none");
        }
        var rows = new LockedRows<>(lock);
        TransactionSynchronizationManager.bindResource(owner, rows);
        TransactionSynchronizationManager.registerSynchronization(new Binding(owner, rows));
        return rows;
    }

    void expect(Collection<K> keys) {
        expected.addAll(keys);
    }

    Optional<V> get(K key) {
        if (!known.containsKey(key)) {
            expected.add(key);
            expected.removeAll(known.keySet());
            var found = lock.apply(expected);
            expected.forEach(wanted -> known.put(wanted, Optional.ofNullable(found.get(wanted))));
            expected.clear();
        }
        return known.get(key);
    }

    /** A row that this transaction has just written is locked as well. */
    void put(K key, V row) {
        known.put(key, Optional.of(row));
    }

    private record Binding(Object owner, LockedRows<?, ?> rows)
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
