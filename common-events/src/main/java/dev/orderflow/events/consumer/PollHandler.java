package dev.orderflow.events.consumer;

import dev.orderflow.events.consumer.DeadLetters.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
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
    private final Commits commits;
    private final StoppedPartitions stopped;
    private final Outage outage;
    private final Outcomes outcomes;
    private final Duration patience;

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records, Consumer<?, ?> consumer) {
        try {
            settle(due(records, consumer), consumer);
        } catch (RuntimeException unforeseen) {
            // The container would skip the poll or commit it; here all of it is read again.
            log.error("A poll is read again", unforeseen);
            records.reversed().forEach(record -> rewind(subscriptions.arrival(record), consumer));
            outage.goesOn(unforeseen);
        }
    }

    private void settle(Poll poll, Consumer<?, ?> consumer) {
        var isAway = !handle(poll);
        var refused = asides.write(poll);
        if (poll.isPutAside()) {
            commits.commit(poll.progress(), consumer);
        } else {
            commits.commitSoon(poll.progress(), consumer);
        }
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
                } else if (refused.contains(unsettled.getFirst().partition())) {
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
            if (!readable.isEmpty()) {
                outage.isOver();
            }
            return true;
        } catch (DependencyAwayException away) {
            outage.goesOn(away.getCause());
            return false;
        }
    }

    private static void rewind(Arrival to, Consumer<?, ?> consumer) {
        consumer.seek(to.partition(), to.record().offset());
    }
}
