package dev.orderflow.events.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.orderflow.events.wire.RecordOrigin;
import dev.orderflow.events.wire.UnreadableEventException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The rest of what it does is shown on a real broker, by ConsumingContract. */
class PollHandlerTest {

    private static final TopicPartition A = new TopicPartition("order-created", 0);
    private static final TopicPartition B = new TopicPartition("order-cancelled", 2);

    final SubscriptionRegistry subscriptions = mock();
    final Asides asides = mock();
    final Commits commits = mock();
    final Outage outage = mock();
    final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    final PollHandler handler =
            new PollHandler(
                    subscriptions,
                    mock(),
                    mock(),
                    mock(),
                    asides,
                    commits,
                    mock(),
                    outage,
                    mock(),
                    Duration.ofSeconds(60));

    @Test
    void what_nobody_foresaw_costs_no_record() {
        var unforeseen = new IllegalStateException("a bug");
        when(subscriptions.arrival(any()))
                .thenAnswer(call -> new Arrival(call.getArgument(0), mock(RecordOrigin.class), 0));
        when(subscriptions.read(any()))
                .thenAnswer(call -> new Delivery.Unknown(call.getArgument(0), "any"));
        when(asides.write(any())).thenThrow(unforeseen);
        consumer.assign(List.of(A, B));
        consumer.updateBeginningOffsets(Map.of(A, 0L, B, 0L));

        handler.onMessage(
                List.of(record(A, 7), record(A, 8), record(B, 3), record(A, 9)), consumer);

        assertThat(consumer.position(A)).isEqualTo(7);
        assertThat(consumer.position(B)).isEqualTo(3);
        verifyNoInteractions(commits);
        verify(outage).goesOn(unforeseen);
    }

    /** Read again after a crash, it would be written again. */
    @Test
    void what_was_put_aside_is_committed_at_once_and_the_rest_soon() {
        when(subscriptions.arrival(any()))
                .thenAnswer(call -> new Arrival(call.getArgument(0), mock(RecordOrigin.class), 0));
        when(subscriptions.read(any()))
                .thenAnswer(call -> new Delivery.Unknown(call.getArgument(0), "any"));
        handler.onMessage(List.of(record(A, 7)), consumer);
        verify(commits).commitSoon(Map.of(A, new OffsetAndMetadata(8)), consumer);

        when(subscriptions.read(any()))
                .thenAnswer(
                        call ->
                                new Delivery.Unreadable(
                                        call.getArgument(0), mock(UnreadableEventException.class)));
        handler.onMessage(List.of(record(B, 3)), consumer);
        verify(commits).commit(Map.of(B, new OffsetAndMetadata(4)), consumer);
        verifyNoMoreInteractions(commits);
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        return new ConsumerRecord<>(
                partition.topic(), partition.partition(), offset, null, new byte[0]);
    }
}
