package dev.orderflow.events.tracing;

import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.wire.EventTracing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** For a service that traces nothing: its log names events all the same. */
class WithoutTracer implements EventTracing {

    @Override
    public void whileHandling(ConsumerRecord<?, ?> record, EventMetadata event, Runnable handling) {
        try (var _ = new EventInLog(event)) {
            handling.run();
        }
    }

    @Override
    public void whileSettling(ConsumerRecord<?, ?> record, EventMetadata event, Runnable settling) {
        whileHandling(record, event, settling);
    }

    @Override
    public void whileIn(String traceparent, Runnable work) {
        work.run();
    }

    @Override
    public @Nullable String current() {
        return null;
    }

    @Override
    public @Nullable String traceparent(EventMetadata published) {
        return null;
    }
}
