package dev.orderflow.events.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.event.ListenerContainerIdleEvent;

class CommitsTest {

    private static final TopicPartition MINE = new TopicPartition("order-created", 0);
    private static final TopicPartition OTHER = new TopicPartition("order-created", 1);

    final Broker broker = new Broker();
    final AtomicLong nanoTime = new AtomicLong();
    final Commits commits = new Commits(mock(), nanoTime::get);

    /** Takes commits, and answers when and how it is told to. */
    static final class Broker extends MockConsumer<byte[], byte[]> {

        final List<Map<TopicPartition, OffsetAndMetadata>> sent = new ArrayList<>();
        private final List<OffsetCommitCallback> waiting = new ArrayList<>();

        Broker() {
            super("earliest");
            assign(List.of(MINE, OTHER));
        }

        @Override
        public void commitAsync(
                Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
            sent.add(Map.copyOf(offsets));
            waiting.add(callback);
        }

        void answer(int commit, @Nullable Exception failure) {
            waiting.get(commit).onComplete(sent.get(commit), failure);
        }
    }

    @Test
    void what_was_lost_is_sent_again_until_it_arrives() {
        commits.commit(at(MINE, 5), broker);
        broker.answer(0, new RetriableCommitFailedException("lost"));

        idle();
        assertThat(broker.sent).containsExactly(at(MINE, 5), at(MINE, 5));

        broker.answer(1, null);
        idle();
        assertThat(broker.sent).hasSize(2);
    }

    @Test
    void an_answer_that_comes_late_does_not_hide_what_is_newer() {
        commits.commit(at(MINE, 5), broker);
        commits.commit(at(MINE, 9), broker);
        broker.answer(0, null);

        idle();
        assertThat(broker.sent).containsExactly(at(MINE, 5), at(MINE, 9), at(MINE, 9));
    }

    @Test
    void an_older_offset_is_never_sent_after_a_newer_one() {
        commits.commit(at(MINE, 5), broker);
        commits.commit(at(MINE, 9), broker);
        broker.answer(1, null);
        broker.answer(0, new RetriableCommitFailedException("lost"));

        commits.commit(at(OTHER, 1), broker);
        idle();
        assertThat(broker.sent.subList(2, 4)).containsOnly(at(OTHER, 1));
    }

    @Test
    void of_a_partition_that_has_gone_nothing_is_said() {
        commits.commit(at(MINE, 5), broker);
        broker.answer(0, new RetriableCommitFailedException("lost"));
        commits.onPartitionsRevokedAfterCommit(broker, List.of(MINE));

        idle();
        assertThat(broker.sent).hasSize(1);

        commits.commit(at(MINE, 6), broker);
        broker.answer(1, new RetriableCommitFailedException("lost"));
        broker.assign(List.of(OTHER));
        idle();
        assertThat(broker.sent).hasSize(2);
    }

    @Test
    void what_the_inbox_knows_is_committed_ten_times_a_second() {
        commits.commitSoon(at(MINE, 5), broker);
        pass(Duration.ofMillis(99));
        commits.commitSoon(at(MINE, 6), broker);
        assertThat(broker.sent).containsExactly(at(MINE, 5));

        pass(Duration.ofMillis(1));
        commits.commitSoon(at(MINE, 7), broker);
        assertThat(broker.sent).containsExactly(at(MINE, 5), at(MINE, 7));
    }

    @Test
    void what_waits_to_be_committed_is_when_no_more_records_come() {
        commits.commitSoon(at(MINE, 5), broker);
        broker.answer(0, null);
        commits.commitSoon(at(MINE, 6), broker);

        idle();
        assertThat(broker.sent).containsExactly(at(MINE, 5), at(MINE, 6));
    }

    @Test
    void what_waits_to_be_committed_is_before_its_partition_goes() {
        commits.commitSoon(at(MINE, 5), broker);
        broker.answer(0, null);
        commits.commitSoon(at(MINE, 6), broker);

        commits.onPartitionsRevokedBeforeCommit(broker, List.of(MINE));
        assertThat(broker.sent).containsExactly(at(MINE, 5), at(MINE, 6));
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    private static Map<TopicPartition, OffsetAndMetadata> at(TopicPartition partition, long next) {
        return Map.of(partition, new OffsetAndMetadata(next));
    }

    private void idle() {
        commits.onIdle(
                new ListenerContainerIdleEvent(
                        this, this, 1000, "listener", List.of(MINE), broker, false));
    }
}
