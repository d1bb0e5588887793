package dev.orderflow.events.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.EventPublisher;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.EventTracing;
import dev.orderflow.events.wire.EventValidation;
import dev.orderflow.events.wire.ProducerMetrics;
import dev.orderflow.events.wire.TopicNames;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Collects a transaction's events and writes them to the outbox when it commits, all in one
 * statement.
 */
@RequiredArgsConstructor
class OutboxEventPublisher implements EventPublisher, TransactionExecutionListener {

    private final Outbox outbox;
    private final EventCodec codec;
    private final EventValidation validation;
    private final TopicNames topics;
    private final Clock clock;
    private final int maxEventBytes;
    private final EventTracing tracing;
    private final ProducerMetrics metrics;
    private final Runnable afterCommit;

    @Override
    public UUID publish(Event event) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            throw new IllegalTransactionStateException(
                    "Publish %s inside the transaction that makes it true"
                            .formatted(event.getClass().getSimpleName()));
        }
        var metadata = EventCodec.describe(event, clock);
        pending().add(toRow(metadata, event));
        return metadata.eventId();
    }

    private OutboxRow toRow(EventMetadata metadata, Event event) {
        var payload = codec.encode(metadata, event);
        validation.checkOutgoing(event, metadata, payload);
        if (payload.length > maxEventBytes) {
            throw new IllegalArgumentException(
                    "%s of %s has %d bytes on the wire, more than the %d that Kafka may be sent"
                            .formatted(
                                    metadata.eventType(),
                                    metadata.aggregateId(),
                                    payload.length,
                                    maxEventBytes));
        }
        return new OutboxRow(
                0,
                metadata.eventId().toString(),
                topics.of(event),
                metadata.aggregateId(),
                metadata.eventType(),
                metadata.timestamp(),
                metadata.correlationId(),
                new String(payload, UTF_8),
                tracing.traceparent(metadata));
    }

    private PendingEvents pending() {
        var pending = (PendingEvents) TransactionSynchronizationManager.getResource(this);
        if (pending == null) {
            pending = new PendingEvents();
            TransactionSynchronizationManager.bindResource(this, pending);
            TransactionSynchronizationManager.registerSynchronization(pending);
        }
        return pending;
    }

    /** After all that may still publish, and before the commit, which fails if this does. */
    @Override
    public void beforeCommit(TransactionExecution transaction) {
        if (transaction.isNewTransaction()
                && !transaction.isReadOnly()
                && TransactionSynchronizationManager.isSynchronizationActive()) {
            pending().write();
        }
    }

    private final class PendingEvents implements TransactionSynchronization {

        private final List<OutboxRow> rows = new ArrayList<>();
        private boolean written;

        void add(OutboxRow row) {
            if (written) {
                throw new IllegalTransactionStateException(
                        "%s is published too late: its transaction has been committed"
                                .formatted(row.eventType()));
            }
            rows.add(row);
        }

        void write() {
            written = true;
            if (!rows.isEmpty()) {
                outbox.add(rows);
            }
        }

        @Override
        public void afterCommit() {
            if (!rows.isEmpty()) {
                rows.forEach(row -> metrics.received(row.topic()));
                afterCommit.run();
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(OutboxEventPublisher.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(OutboxEventPublisher.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(OutboxEventPublisher.this);
        }
    }
}
