package dev.orderflow.cli.chaos;

import dev.orderflow.cli.chaos.TcpProxy.Verdict;
import dev.orderflow.cli.stack.End;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Faults of the ways between services, broker and database. */
final class Networks {

    private static final Duration A_MOMENT = Duration.ofMillis(500);
    private static final int CUTS_A_SECOND = 4;
    private static final int PATIENCE_SECONDS = 60;

    private Networks() {}

    static List<Fault> all() {
        return List.of(
                new BrokerAway(),
                new SlowDatabase(),
                new CutDatabase(),
                new CutAtCommit(),
                new CutBroker(),
                killBeforeDelete(ChaosSystem.SERVICES.size()),
                killBeforeOffsetCommit(ChaosSystem.SERVICES.size()));
    }

    /** Of so many services, left to chance. */
    static Fault killBeforeDelete(int services) {
        return new KillBeforeDelete(services);
    }

    /** Of so many services, left to chance. */
    static Fault killBeforeOffsetCommit(int services) {
        return new KillBeforeOffsetCommit(services);
    }

    private record BrokerAway() implements Fault {

        private static final int SECONDS = 60;

        @Override
        public String name() {
            return "broker-away";
        }

        @Override
        public String hypothesis() {
            return "nobody reaches the broker for 60 s: orders are taken all the same, and their events follow";
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            try {
                scene.system().broker().shut();
                scene.pauseSeconds(SECONDS);
            } finally {
                scene.system().broker().heal();
            }
        }
    }

    private record SlowDatabase() implements Fault {

        private static final int SECONDS = 15;

        @Override
        public String name() {
            return "slow-database";
        }

        @Override
        public String hypothesis() {
            return "every answer of the database comes 2 s late, for 15 s: all is slow, and nothing is blamed for it";
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            try {
                scene.system().databases().forEach(it -> it.slowDown(Duration.ofSeconds(2)));
                scene.pauseSeconds(SECONDS);
            } finally {
                scene.system().databases().forEach(TcpProxy::heal);
            }
        }
    }

    private record CutDatabase() implements Fault {

        @Override
        public String name() {
            return "cut-database";
        }

        @Override
        public String hypothesis() {
            return "a third of all connections to the database is cut, four times a second: what was under way is rolled back and done again";
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            for (int left = cuts(scene); left > 0; left--) {
                scene.system().databases().forEach(it -> it.cut(0.3, scene.random()));
                scene.pause(Duration.ofSeconds(1).dividedBy(CUTS_A_SECOND));
            }
        }
    }

    private record CutBroker() implements Fault {

        @Override
        public String name() {
            return "cut-broker";
        }

        @Override
        public String hypothesis() {
            return "a third of all connections to the broker is cut, four times a second: what nobody has acknowledged is sent again";
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            for (int left = cuts(scene); left > 0; left--) {
                scene.system().broker().cut(0.3, scene.random());
                scene.pause(Duration.ofSeconds(1).dividedBy(CUTS_A_SECOND));
            }
        }
    }

    private static int cuts(Scene scene) {
        return (int) scene.time().toSeconds() * CUTS_A_SECOND;
    }

    /** The worst moment: whoever asked for the commit cannot know what became of it. */
    private record CutAtCommit() implements Fault {

        private static final int ONE_OF = 20;

        @Override
        public String name() {
            return "cut-at-commit";
        }

        @Override
        public String hypothesis() {
            return "one of twenty connections is cut when COMMIT was sent and before it is answered: what was committed is not done again";
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            var commits = new AtomicInteger(scene.random().nextInt(ONE_OF));
            try {
                for (var database : scene.system().databases()) {
                    database.listenIn(
                            (bytes, length) ->
                                    isCommit(bytes, length)
                                                    && commits.incrementAndGet() % ONE_OF == 0
                                            ? Verdict.CUT_BEFORE_THE_ANSWER
                                            : Verdict.PASS);
                }
                scene.pause(scene.time());
            } finally {
                scene.system().databases().forEach(TcpProxy::heal);
            }
        }

        private static boolean isCommit(byte[] bytes, int length) {
            return Sniffer.statement(bytes, length).filter("commit"::equals).isPresent();
        }
    }

    /** Its events are on their topics, and still in its outbox. */
    private record KillBeforeDelete(int services) implements Fault {

        @Override
        public String name() {
            return "kill-before-delete";
        }

        @Override
        public String hypothesis() {
            return "each service in turn is killed when its relay has sent events and is about to delete their rows: they are sent again, and have no second effect";
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            for (var service : publishers(scene)) {
                killAtOnce(
                        service,
                        scene.system().database(service),
                        (bytes, length) ->
                                Sniffer.statement(bytes, length)
                                        .filter(it -> it.startsWith("delete from outbox_event"))
                                        .isPresent(),
                        scene);
            }
        }

        private List<String> publishers(Scene scene) {
            return scene.shuffledServices().stream()
                    .filter(it -> !it.equals("notification-service")) // it publishes nothing
                    .limit(services)
                    .toList();
        }
    }

    /** Its transaction is committed, and the broker does not know. */
    private record KillBeforeOffsetCommit(int services) implements Fault {

        @Override
        public String name() {
            return "kill-before-offset-commit";
        }

        @Override
        public String hypothesis() {
            return "each service in turn is killed when it has handled events and is about to commit their offsets: they come again, and have no second effect";
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            for (var service : scene.shuffledServices().subList(0, services)) {
                killAtOnce(
                        service,
                        scene.system().broker(),
                        (bytes, length) ->
                                Sniffer.offsetCommit(bytes, length)
                                        .filter(it -> isConsumer(it, service))
                                        .isPresent(),
                        scene);
            }
        }
    }

    /** Its client's name is that of the service; what takes in dead letters has one of its own. */
    static boolean isConsumer(String client, String service) {
        return client.startsWith(service) && !client.contains("-dlq");
    }

    @FunctionalInterface
    private interface Moment {
        boolean isNow(byte[] bytes, int length);
    }

    /** Kills the service at this moment, before what it sends arrives. */
    private static void killAtOnce(String service, TcpProxy way, Moment moment, Scene scene)
            throws InterruptedException {
        var come = new AtomicBoolean();
        var dead = new CountDownLatch(1);
        try {
            way.listenIn(
                    (bytes, length) -> {
                        if (!moment.isNow(bytes, length) || !come.compareAndSet(false, true)) {
                            return Verdict.PASS;
                        }
                        scene.system().stack().takeAway(service, End.KILL, A_MOMENT);
                        dead.countDown();
                        return Verdict.CUT;
                    });
            if (!dead.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "%s never came to the moment at which it was to be killed"
                                .formatted(service));
            }
        } finally {
            way.heal();
        }
        scene.pauseSeconds(2);
    }
}
