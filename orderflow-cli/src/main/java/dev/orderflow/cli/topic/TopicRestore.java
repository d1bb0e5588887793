package dev.orderflow.cli.topic;

import dev.orderflow.cli.stack.StackProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Puts a backup onto a topic, which is created if it does not exist. Nothing is written unless all
 * of the file is sound, and the topic is empty and would keep what it gets.
 */
public final class TopicRestore {

    private static final String FOREVER = "-1";

    private final Broker broker;

    /** A restore onto topics of this broker. */
    public TopicRestore(Broker broker) {
        this.broker = broker;
    }

    /**
     * Returns the number of records.
     *
     * @param topic null for the one that the backup is of
     * @param retentionMs how long a topic that is created keeps records; null for as long as the
     *     one that the backup is of
     * @throws StackProblem where the file or the topic does not suit, with what to do about it
     */
    public long write(Path file, @Nullable String topic, @Nullable Long retentionMs) {
        var kept = Kept.check(file);
        var wanted = wanted(kept.manifest(), topic, retentionMs);
        prepare(wanted, kept, retentionMs != null);
        send(file, wanted.topic());
        return kept.records();
    }

    private static Manifest wanted(
            Manifest kept, @Nullable String topic, @Nullable Long retentionMs) {
        var settings = new HashMap<>(kept.settings());
        if (retentionMs != null) {
            settings.put("retention.ms", retentionMs.toString());
        }
        return new Manifest(topic == null ? kept.topic() : topic, kept.partitions(), settings);
    }

    private void prepare(Manifest wanted, Kept kept, boolean hasOwnRetention) {
        try (var topics = new TopicAdmin(broker)) {
            var existing = topics.describe(wanted.topic());
            if (existing.isPresent()) {
                if (hasOwnRetention) {
                    throw new StackProblem(
                            "%s exists and keeps records as long as it is set to: leave out --retention-ms, or restore onto another topic with --to."
                                    .formatted(wanted.topic()));
                }
                checkIsEmptyAndAlike(existing.get(), wanted);
                checkKeeps(topics.settings(wanted.topic()), wanted.topic(), kept);
            } else {
                checkKeeps(topics.settingsOf(wanted), wanted.topic(), kept);
                topics.create(wanted);
            }
        }
    }

    private void checkIsEmptyAndAlike(Manifest existing, Manifest wanted) {
        if (existing.partitions() != wanted.partitions()) {
            throw new StackProblem(
                    "%s has %d partitions, the backup has %d: restore onto another topic with --to."
                            .formatted(
                                    existing.topic(), existing.partitions(), wanted.partitions()));
        }
        try (var consumer = broker.consumer()) {
            var partitions = TopicBackup.assign(consumer, existing);
            var ends = consumer.endOffsets(partitions);
            if (!consumer.beginningOffsets(partitions).equals(ends)) {
                throw new StackProblem(
                        "%s has records, and these would be added to them: restore onto another topic with --to, or delete this one first."
                                .formatted(existing.topic()));
            }
        } catch (KafkaException e) {
            throw broker.explained(e);
        }
    }

    /** Whether the topic would leave the records as they are. */
    private static void checkKeeps(Config settings, String topic, Kept kept) {
        if (value(settings, "message.timestamp.type").equals("LogAppendTime")) {
            throw new StackProblem(
                    "%s gives records the time of their arrival, and theirs would be lost: set its message.timestamp.type to CreateTime, or restore onto another topic with --to."
                            .formatted(topic));
        }
        var retention = value(settings, "retention.ms");
        if (!value(settings, "cleanup.policy").contains("delete") || retention.equals(FOREVER)) {
            return;
        }
        var keeps = Duration.ofMillis(Long.parseLong(retention));
        kept.oldest()
                .filter(oldest -> oldest.isBefore(Instant.now().minus(keeps)))
                .ifPresent(
                        oldest -> {
                            throw new StackProblem(
                                    "%s keeps records for %s, and the oldest of the backup is of %s, so it would soon be deleted: restore onto a new topic with --to and --retention-ms -1, which keeps all."
                                            .formatted(topic, readable(keeps), oldest));
                        });
    }

    private static String readable(Duration time) {
        return time.toDays() > 0 ? time.toDays() + " days" : time.toString();
    }

    private static String value(Config settings, String name) {
        var entry = settings.get(name);
        return entry == null || entry.value() == null ? "" : entry.value();
    }

    private void send(Path file, String topic) {
        var failure = new AtomicReference<@Nullable Exception>();
        try (var kept = BackupReader.open(file);
                var producer = broker.producer()) {
            for (var record = kept.next(); record != null; record = kept.next()) {
                producer.send(
                        record.forTopic(topic),
                        (_, e) -> {
                            if (e != null) {
                                failure.compareAndSet(null, e);
                            }
                        });
                if (failure.get() != null) {
                    break;
                }
            }
            producer.flush();
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
        var failed = failure.get();
        if (failed != null) {
            throw new StackProblem(
                    "%s is incomplete (%s): delete it and restore again."
                            .formatted(topic, failed.getMessage()),
                    failed);
        }
    }

    /** What is known of a backup when all of it has been read and found sound. */
    private record Kept(Manifest manifest, long records, Optional<Instant> oldest) {

        static Kept check(Path file) {
            try (var reader = BackupReader.open(file)) {
                long records = 0;
                long oldest = Long.MAX_VALUE;
                for (var record = reader.next(); record != null; record = reader.next()) {
                    records++;
                    oldest = Math.min(oldest, record.timestamp());
                }
                return new Kept(
                        reader.manifest(),
                        records,
                        records == 0
                                ? Optional.empty()
                                : Optional.of(Instant.ofEpochMilli(oldest)));
            }
        }
    }
}
