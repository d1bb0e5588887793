package dev.orderflow.cli.chaos;

import dev.orderflow.cli.chaos.TcpProxy.Verdict;
import dev.orderflow.cli.stack.End;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Faults of message-service, which has several consumers. */
final class Messages {

    static final String SERVICE = "message-service";

    private Messages() {}

    /** On a system whose message-service knows whose messages matter. */
    private interface AboutMessages extends Fault {

        @Override
        default boolean needsExamples() {
            return true;
        }

        @Override
        default Map<String, Map<String, String>> environment() {
            return Map.of(SERVICE, Map.of("APP_MESSAGES_PRIORITY_SENDERS", Chat.prioritySenders()));
        }
    }

    static List<Fault> all() {
        return List.of(new Killed(), new Shuffled(), new KilledBesideAnother());
    }

    private record Killed() implements AboutMessages {

        private static final Duration A_MOMENT = Duration.ofMillis(500);

        @Override
        public String name() {
            return "kill-message";
        }

        @Override
        public String hypothesis() {
            return "SIGKILL to message-service, which is away for 5 to 10 s, and once more within 15 s of its start: each of its consumers goes on where it was";
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            var away = scene.aWhile();
            scene.system().stack().takeAway(SERVICE, End.KILL, away);
            scene.pause(away);
            // It may not even be ready.
            scene.pause(Duration.ofMillis(scene.random().nextInt(1_000, 15_000)));
            scene.system().stack().takeAway(SERVICE, End.KILL, A_MOMENT);
        }
    }

    private record KilledBesideAnother() implements AboutMessages {

        @Override
        public String name() {
            return "kill-message-of-two";
        }

        @Override
        public String hypothesis() {
            return "SIGKILL to one of two instances of message-service, which is away for 5 to 10 s, in the middle of the time: what it had begun is done once by the other, and the day's statistics are exact at both";
        }

        @Override
        public List<String> doubledServices() {
            return List.of(SERVICE);
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            var instances = scene.system().instancesOf(SERVICE);
            var victim = instances.get(scene.random().nextInt(instances.size()));
            var third = scene.time().dividedBy(3);
            var before = third.plusMillis(scene.random().nextLong(third.toMillis()));
            scene.pause(before);
            scene.system().stack().takeAway(victim, End.KILL, scene.aWhile());
            scene.pause(scene.time().minus(before));
        }
    }

    private record Shuffled() implements AboutMessages {

        private static final Duration AWAY = Duration.ofSeconds(10);
        private static final int ENOUGH = 100;
        private static final int PATIENCE_SECONDS = 20;

        @Override
        public String name() {
            return "shuffled-messages";
        }

        @Override
        public String hypothesis() {
            return "what waits for each consumer of message-service is shuffled within each partition before it is delivered: a message that is read or deleted before it was written ends the same";
        }

        @Override
        public void happen(Scene scene) throws Exception {
            try (var backlog = new Backlog(scene.system(), SERVICE)) {
                // It publishes what it reads: nothing waits for it while it is away.
                scene.system().broker().listenIn(Shuffled::withoutFetching);
                for (int left = PATIENCE_SECONDS; left > 0 && backlog.size() < ENOUGH; left--) {
                    scene.pauseSeconds(1);
                }
                if (backlog.size() == 0) {
                    throw new IllegalStateException("Nothing waited for a consumer");
                }
                // Asked to end, it leaves its groups, so that their offsets can be set.
                scene.system().stack().takeAway(SERVICE, End.TERMINATE, AWAY);
                backlog.shuffle(new Random(scene.random().nextLong()));
            } finally {
                scene.system().broker().heal();
            }
        }

        private static Verdict withoutFetching(byte[] bytes, int length) {
            return Sniffer.fetch(bytes, length)
                            .filter(it -> Networks.isConsumer(it, SERVICE))
                            .isPresent()
                    ? Verdict.CUT
                    : Verdict.PASS;
        }
    }
}
