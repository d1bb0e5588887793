package dev.orderflow.events.probe;

import dev.orderflow.events.BusinessException;
import dev.orderflow.events.EventPublisher;
import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.Subscriptions;
import dev.orderflow.events.contract.inventory.StockDeducted;
import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.contract.inventory.StockRestored;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

@SpringBootApplication
class ProbeApplication {

    /**
     * Writes a row for each stock-reserved, tells it on as stock-deducted, and fails as it is told
     * to.
     */
    @Component
    @RequiredArgsConstructor
    static class Probe implements EventSubscriber {

        private final JdbcTemplate jdbc;
        private final EventPublisher publisher;
        private final Map<UUID, Trouble> troubles = new ConcurrentHashMap<>();
        private final Map<UUID, Map<String, String>> logContexts = new ConcurrentHashMap<>();

        @Override
        public void subscribe(Subscriptions to) {
            to.on(StockReserved.class, (event, _) -> handle(event));
            to.on(StockRestored.class, (event, _) -> effect(event.orderId(), "restored"));
        }

        private void handle(StockReserved event) {
            logContexts.put(event.orderId(), MDC.getCopyOfContextMap());
            effect(event.orderId(), "reserved");
            publisher.publish(new StockDeducted(event.orderId()));
            troubles.getOrDefault(event.orderId(), Trouble.NONE).strike();
        }

        private void effect(UUID subject, String what) {
            jdbc.update(
                    "insert into effect (subject, what) values (?, ?)", subject.toString(), what);
        }

        /**
         * The next so many times that this subject is handled end like this, after all its work was
         * done.
         */
        void fail(UUID subject, int times, Supplier<? extends Throwable> how) {
            var left = new AtomicInteger(times);
            failWhile(subject, () -> left.getAndDecrement() > 0, how);
        }

        /** The same as long as that is true. */
        void failWhile(UUID subject, BooleanSupplier inTrouble, Supplier<? extends Throwable> how) {
            troubles.put(subject, new Trouble(inTrouble, how));
        }

        /** What log lines said of themselves when this subject was handled last. */
        Map<String, String> logContext(UUID subject) {
            return logContexts.get(subject);
        }

        List<String> effects(UUID subject) {
            return jdbc.queryForList(
                    "select what from effect where subject = ?", String.class, subject.toString());
        }
    }

    /** A consumer of its own beside the other, where a test asks for it. */
    @Component
    @ConditionalOnProperty("probe.second")
    @RequiredArgsConstructor
    static class Second implements EventSubscriber {

        private final JdbcTemplate jdbc;
        private final Set<UUID> unwanted = ConcurrentHashMap.newKeySet();
        private final Map<UUID, Trouble> troubles = new ConcurrentHashMap<>();

        @Override
        public String consumer() {
            return "second";
        }

        @Override
        public void subscribe(Subscriptions to) {
            to.on(
                    StockReserved.class,
                    event -> !unwanted.contains(event.orderId()),
                    (event, _) -> handle(event));
        }

        private void handle(StockReserved event) {
            jdbc.update(
                    "insert into effect (subject, what) values (?, 'second')",
                    event.orderId().toString());
            troubles.getOrDefault(event.orderId(), Trouble.NONE).strike();
        }

        void failWhile(UUID subject, BooleanSupplier inTrouble, Supplier<? extends Throwable> how) {
            troubles.put(subject, new Trouble(inTrouble, how));
        }

        void doesNotWant(UUID subject) {
            unwanted.add(subject);
        }
    }

    private record Trouble(BooleanSupplier isOn, Supplier<? extends Throwable> how) {

        private static final Trouble NONE = new Trouble(() -> false, AssertionError::new);

        void strike() {
            if (isOn.getAsBoolean()) {
                throw sneaky(how.get());
            }
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }

    static final class NothingToDo extends BusinessException {

        private static final long serialVersionUID = 1L;

        NothingToDo() {
            super("nothing to do");
        }
    }
}
