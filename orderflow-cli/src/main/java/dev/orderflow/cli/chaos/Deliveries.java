package dev.orderflow.cli.chaos;

import dev.orderflow.cli.bench.Poison;
import dev.orderflow.cli.stack.End;
import dev.orderflow.cli.verify.Subscription;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Faults of what is delivered, to whom, and how often. */
final class Deliveries {

    private static final String LETTERS_OF_INVENTORY = "order-created.inventory-service.dlq";
    private static final String LETTERS_OF_NOTIFICATION = "order-created.notification-service.dlq";

    private Deliveries() {}

    static List<Fault> all() {
        return List.of(
                rebalances(20),
                new ThreeTimes(),
                new Shuffled(),
                new OldEvents(),
                new Poisoned(),
                new LettersMissing(),
                new LettersRefused());
    }

    static Fault rebalances(int times) {
        return new Rebalances(times);
    }

    /** Somebody takes a share, does nothing with it, and leaves. */
    private record Rebalances(int times) implements Fault {

        @Override
        public String name() {
            return "rebalances";
        }

        @Override
        public String hypothesis() {
            return "%d times somebody joins a service's group, takes a share of the partitions, and leaves without handling anything: it is handled by the others, once"
                    .formatted(times);
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            for (int time = 0; time < times; time++) {
                var service = ChaosSystem.SERVICES.get(time % ChaosSystem.SERVICES.size());
                joinAndLeave(Subscription.groupOf(service), topics(service), scene);
            }
        }

        private static List<String> topics(String service) {
            return Subscription.ALL.stream()
                    .filter(it -> it.service().equals(service))
                    .map(Subscription::topic)
                    .toList();
        }

        private static void joinAndLeave(String group, List<String> topics, Scene scene)
                throws InterruptedException {
            try (var member =
                    new KafkaConsumer<>(
                            Map.of(
                                    "bootstrap.servers",
                                    scene.system().bootstrapServers(),
                                    "group.id",
                                    group,
                                    "partition.assignment.strategy",
                                    RangeAssignor.class.getName(),
                                    "enable.auto.commit",
                                    false,
                                    "auto.offset.reset",
                                    "earliest"),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer())) {
                member.subscribe(topics);
                var patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
                while (member.assignment().isEmpty()) {
                    member.poll(Duration.ofMillis(100));
                    if (System.nanoTime() > patience) {
                        throw new IllegalStateException(
                                "%s did not let another member in".formatted(group));
                    }
                }
                scene.pause(Duration.ofMillis(scene.random().nextInt(100, 600)));
            }
        }
    }

    private record ThreeTimes() implements Fault {

        @Override
        public String name() {
            return "three-times";
        }

        @Override
        public String hypothesis() {
            return "every record is delivered three times: it has its effect once";
        }

        @Override
        public void happen(Scene scene) {
            try (var topics = new EventTopics(scene.system().bootstrapServers())) {
                topics.goToEnd(topics.partitions(EventTopics.all()));
                var end = System.nanoTime() + scene.time().toNanos();
                while (System.nanoTime() < end) {
                    for (var record : topics.fresh()) {
                        topics.deliverAgain(record);
                        topics.deliverAgain(record);
                    }
                }
                topics.flush();
            }
        }
    }

    private record Shuffled() implements Fault {

        private static final Duration AWAY = Duration.ofSeconds(25);
        private static final int ENOUGH = 100;

        @Override
        public String name() {
            return "shuffled";
        }

        @Override
        public String hypothesis() {
            return "what waits for inventory-service, and then for order-service, is shuffled within each partition before it is delivered: the end is the same";
        }

        @Override
        public void happen(Scene scene) throws Exception {
            takeAwayAndShuffle("inventory-service", scene);
            // Comes back to what has piled up, and so makes something pile up for the next one.
            takeAwayAndShuffle("order-service", scene);
        }

        private static void takeAwayAndShuffle(String service, Scene scene) throws Exception {
            // Asked to end, it leaves its group, so that the group's offsets can be set.
            scene.system().stack().takeAway(service, End.TERMINATE, AWAY);
            var end = System.nanoTime() + AWAY.minusSeconds(5).toNanos();
            try (var backlog = new Backlog(scene.system(), service)) {
                while (backlog.size() < ENOUGH && System.nanoTime() < end) {
                    scene.pauseSeconds(1);
                }
                if (backlog.size() == 0) {
                    throw new IllegalStateException("Nothing waited for " + service);
                }
                backlog.shuffle(new Random(scene.random().nextLong()));
            }
        }
    }

    /** Its inbox has forgotten an event that comes back. */
    private record OldEvents() implements Fault {

        private static final int EVENTS = 500;

        @Override
        public String name() {
            return "old-events";
        }

        @Override
        public String hypothesis() {
            return "inboxes forget 500 events, which are then delivered again: facts that only grow and natural keys keep them from a second effect";
        }

        @Override
        public void happen(Scene scene) throws Exception {
            scene.pause(scene.time());
            try (var topics = new EventTopics(scene.system().bootstrapServers())) {
                var old = some(topics, new Random(scene.random().nextLong()));
                forget(old, scene);
                old.forEach(topics::deliverAgain);
                topics.flush();
            }
        }

        private static List<ConsumerRecord<byte[], byte[]>> some(
                EventTopics topics, Random random) {
            var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            for (var end : topics.ends(topics.partitions(EventTopics.all())).entrySet()) {
                var from = Math.max(0, end.getValue() - 2_000);
                all.addAll(topics.read(end.getKey(), from, end.getValue()));
            }
            Collections.shuffle(all, random);
            return all.stream().filter(it -> eventId(it).isPresent()).limit(EVENTS).toList();
        }

        private static void forget(List<ConsumerRecord<byte[], byte[]>> events, Scene scene)
                throws SQLException {
            var ids = events.stream().map(OldEvents::eventId).flatMap(Optional::stream).toList();
            var places = ids.stream().map(_ -> "?").collect(Collectors.joining(","));
            try (var root = scene.system().root()) {
                for (var service : ChaosSystem.SERVICES) {
                    try (var delete =
                            root.prepareStatement(
                                    "delete from %s.processed_event where event_id in (%s)"
                                            .formatted(Subscription.databaseOf(service), places))) {
                        for (int number = 0; number < ids.size(); number++) {
                            delete.setBytes(number + 1, bytes(ids.get(number)));
                        }
                        delete.executeUpdate();
                    }
                }
            }
        }

        /** Of an event; there may be poison from an earlier round. */
        private static Optional<UUID> eventId(ConsumerRecord<byte[], byte[]> record) {
            try {
                var event = JsonMapper.shared().readTree(record.value());
                return Optional.of(UUID.fromString(event.path("eventId").asString()));
            } catch (JacksonException | IllegalArgumentException poison) {
                return Optional.empty();
            }
        }

        private static byte[] bytes(UUID id) {
            return ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
        }
    }

    private record Poisoned() implements Fault {

        private static final int RECORDS_A_SECOND = 1;

        @Override
        public String name() {
            return "poison";
        }

        @Override
        public String hypothesis() {
            return "each second a record that is no event is put on every partition of five topics, one to a hundred good ones: each becomes a dead letter of each reader, and holds up nobody";
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            long seconds = scene.time().toSeconds();
            try (var poison = new Poison(100, scene.system().topics())) {
                for (int number = 0; number < seconds * RECORDS_A_SECOND; number++) {
                    poison.before(number);
                    scene.pauseSeconds(1);
                }
            }
        }
    }

    private record LettersMissing() implements Fault {

        @Override
        public String name() {
            return "no-dead-letter-topic";
        }

        @Override
        public String hypothesis() {
            return "a dead-letter topic is deleted while there is poison: its consumer's partitions stop, nothing is lost, and all goes on when the topic is there again";
        }

        @Override
        public void happen(Scene scene) throws Exception {
            try (var admin = scene.system().admin()) {
                admin.deleteTopics(List.of(LETTERS_OF_NOTIFICATION)).all().get();
                try {
                    poison(scene);
                    scene.pauseSeconds(10);
                } finally {
                    scene.system().createMissingTopics();
                }
            }
        }
    }

    private record LettersRefused() implements Fault {

        @Override
        public String name() {
            return "dead-letters-refused";
        }

        @Override
        public String hypothesis() {
            return "a dead-letter topic takes no record while there is poison: its consumer's partitions stop, nothing is lost, and all goes on when it takes them again";
        }

        @Override
        public void happen(Scene scene) throws Exception {
            var topic = new ConfigResource(ConfigResource.Type.TOPIC, LETTERS_OF_INVENTORY);
            try (var admin = scene.system().admin()) {
                var usual =
                        admin.describeConfigs(List.of(topic))
                                .all()
                                .get()
                                .get(topic)
                                .get("max.message.bytes")
                                .value();
                setLargest(admin, topic, "1");
                try {
                    poison(scene);
                    scene.pauseSeconds(10);
                } finally {
                    setLargest(admin, topic, usual);
                }
            }
        }

        private static void setLargest(Admin admin, ConfigResource topic, String bytes)
                throws InterruptedException, ExecutionException {
            var change = new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), OpType.SET);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get();
        }
    }

    private static void poison(Scene scene) {
        try (var poison = new Poison(100, scene.system().topics())) {
            poison.before(0);
        }
    }
}
