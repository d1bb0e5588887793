package dev.orderflow.events.consumer;

import dev.orderflow.events.consumer.DeadLetters.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;

/**
 * Finds an outcome for each record that a poll brought, makes it safe, and only then commits the
 * offsets. What finds none now, because a dependency is away or there is no time left, is read
 * again.
 */
@Slf4j
@RequiredArgsConstructor
class PollHandler implements BatchConsumerAwareMessageListener<byte[], byte[]> {

    private final SubscriptionRegistry subscriptions;
    private final RetryTopics retryTopics;
    private final Waits waits;
    private final DeliveryHandling handling;
    private final Asides asides;
    private final StoppedPartitions stopped;
    private final Outage outage;
    private final Outcomes outcomes;
    private final Duration patience;

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records, Consumer<?, ?> consumer) {
        var poll = due(records, consumer);
        var isAway = !handle(poll);
        var isSafe = asides.write(poll);
        consumer.commitAsync(poll.progress(), PollHandler::committed);
        for (var partition : poll.partitions()) {
            var settled = poll.settled(partition);
            settled.forEach(
                    arrival -> outcomes.tell(arrival, poll.event(arrival), poll.outcome(arrival)));
            if (settled.size() == partition.size()) {
                stopped.goesOn(partition.getFirst().partition());
            } else {
                var unsettled = partition.subList(settled.size(), partition.size());
                rewind(unsettled.getFirst(), consumer);
                if (isAway) {
                    unsettled.forEach(outcomes::tellUntouched);
                } else if (!isSafe) {
                    stopped.stop(unsettled.getFirst());
                }
            }
        }
    }

    /** Those that need not wait any longer; the others, and what is behind them, are left there. */
    private Poll due(List<ConsumerRecord<byte[], byte[]>> records, Consumer<?, ?> consumer) {
        var poll = new Poll();
        var waiting = new HashSet<TopicPartition>();
        for (var record : records) {
            var arrival = subscriptions.arrival(record);
            if (waiting.contains(arrival.partition())) {
                continue;
            }
            if (arrival.tier() == 0
                    || waits.isDue(arrival, retryTopics.due(record, arrival.tier()))) {
                poll.add(arrival);
            } else {
                waiting.add(arrival.partition());
                rewind(arrival, consumer);
            }
        }
        return poll;
    }

    /**
     * @return false when a dependency is away
     */
    private boolean handle(Poll poll) {
        var readable = new ArrayList<Delivery.Readable<?>>();
        for (var partition : poll.partitions()) {
            for (var arrival : partition) {
                switch (subscriptions.read(arrival)) {
                    case Delivery.Readable<?> event -> {
                        poll.isEvent(arrival, event.metadata());
                        readable.add(event);
                    }
                    case Delivery.Unknown(_, var eventType) ->
                            poll.settle(
                                    arrival,
                                    new Outcome.Skipped(
                                            "type " + eventType + " is not known here"));
                    case Delivery.Unreadable(_, var cause) ->
                            poll.settle(arrival, new Outcome.Dead(Reason.UNPARSABLE, cause));
                }
            }
        }
        try {
            handling.handle(readable, poll, Patience.of(patience));
            outage.isOver();
            return true;
        } catch (DependencyAwayException away) {
            outage.goesOn(away.getCause());
            return false;
        }
    }

    private static void rewind(Arrival to, Consumer<?, ?> consumer) {
        consumer.seek(to.partition(), to.record().offset());
    }

    /** A lost commit costs a redelivery, which the inbox answers; to wait for each costs time. */
    private static void committed(
            Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failed) {
        if (failed != null) {
            log.info(
                    "Offsets were not committed, the records will come again: {}",
                    failed.toString());
        }
    }
}
