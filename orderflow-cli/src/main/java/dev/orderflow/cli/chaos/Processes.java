package dev.orderflow.cli.chaos;

import dev.orderflow.cli.stack.End;
import dev.orderflow.cli.stack.LocalStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Faults of processes: killed, asked to end, frozen, doubled. */
final class Processes {

    private static final Duration A_MOMENT = Duration.ofMillis(500);

    private Processes() {}

    static List<Fault> all() {
        return List.of(
                new Kill("kill-order", "order-service"),
                new Kill("kill-inventory", "inventory-service"),
                new Kill("kill-payment", "payment-service"),
                new Kill("kill-notification", "notification-service"),
                new Kill("kill-broker", LocalStack.KAFKA),
                new Kill("kill-database", LocalStack.DATABASE),
                new KillAtRandom(),
                new Terminate(),
                new FreezeConsumer(),
                new FreezeRelay(),
                new SecondInstance(),
                new DeadlinesPass());
    }

    private record Kill(String name, String part) implements Fault {

        @Override
        public String hypothesis() {
            return "SIGKILL to %s, which is away for 5 to 10 s: what was committed is there, what was not is done again"
                    .formatted(part);
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            var away = scene.aWhile();
            scene.system().stack().takeAway(part, End.KILL, away);
            scene.pause(away);
        }
    }

    private record KillAtRandom() implements Fault {

        private static final int TIMES = 6;

        @Override
        public String name() {
            return "kill-at-random";
        }

        @Override
        public String hypothesis() {
            return "SIGKILL to any service, six times, at moments left to chance, started again at once: no moment is a bad one";
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            for (int times = 0; times < TIMES; times++) {
                scene.pause(Duration.ofMillis(scene.random().nextInt(1_000, 5_000)));
                var victim = scene.shuffledServices().getFirst();
                scene.system().stack().takeAway(victim, End.KILL, A_MOMENT);
            }
        }
    }

    private record Terminate() implements Fault {

        @Override
        public String name() {
            return "sigterm";
        }

        @Override
        public String hypothesis() {
            return "SIGTERM to each service in turn: it finishes what it has begun and is started again";
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            for (var service : scene.shuffledServices()) {
                scene.system().stack().takeAway(service, End.TERMINATE, A_MOMENT);
                scene.pauseSeconds(3);
            }
        }
    }

    /**
     * Its group goes on without it, and it comes back believing that it still owns its partitions.
     */
    private record FreezeConsumer() implements Fault {

        private static final int MAX_POLL_INTERVAL_SECONDS = 15;

        @Override
        public String name() {
            return "freeze-consumer";
        }

        @Override
        public String hypothesis() {
            return "inventory-service is frozen past max.poll.interval (15 s here) while a second instance takes over, then thawed: the zombie does nothing twice";
        }

        @Override
        public Map<String, Map<String, String>> environment() {
            return Map.of(
                    "inventory-service",
                    Map.of(
                            "APP_KAFKA_CONSUMER_MAX_POLL_INTERVAL_MS",
                            Integer.toString(MAX_POLL_INTERVAL_SECONDS * 1000)));
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            freezeBesideAnother("inventory-service", MAX_POLL_INTERVAL_SECONDS + 5, scene);
        }
    }

    private record FreezeRelay() implements Fault {

        @Override
        public String name() {
            return "freeze-relay";
        }

        @Override
        public String hypothesis() {
            return "the instance of payment-service that owns the outbox is frozen for 12 s beside another one: its rows wait, and are sent once";
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            freezeBesideAnother("payment-service", 12, scene);
        }
    }

    private static void freezeBesideAnother(String service, int seconds, Scene scene)
            throws InterruptedException {
        var stack = scene.system().stack();
        var another = stack.startAnother(service);
        try {
            scene.freeze(service);
            try {
                scene.pauseSeconds(seconds);
            } finally {
                scene.thaw(service);
            }
            // Both are there for a moment: the zombie finds out.
            scene.pauseSeconds(3);
        } finally {
            stack.retire(another, End.TERMINATE);
        }
    }

    private record SecondInstance() implements Fault {

        @Override
        public String name() {
            return "second-instance";
        }

        @Override
        public String hypothesis() {
            return "a second instance of inventory-service joins, shares the work, and is killed: nobody does anything twice";
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            var stack = scene.system().stack();
            var another = stack.startAnother("inventory-service");
            try {
                scene.pauseSeconds(5);
            } finally {
                stack.retire(another, End.KILL);
            }
        }
    }

    private record DeadlinesPass() implements Fault {

        private static final int DEADLINE_SECONDS = 10;

        @Override
        public String name() {
            return "deadlines";
        }

        @Override
        public String hypothesis() {
            return "orders have 10 s, and inventory, then payment is frozen for longer: what waits PENDING or CONFIRMED is cancelled, and holds neither stock nor money in the end";
        }

        @Override
        public Map<String, Map<String, String>> environment() {
            return Map.of("order-service", Map.of("APP_ORDER_DEADLINE", DEADLINE_SECONDS + "s"));
        }

        @Override
        public void happen(Scene scene) throws InterruptedException {
            for (var service : List.of("inventory-service", "payment-service")) {
                scene.freeze(service);
                try {
                    scene.pauseSeconds(DEADLINE_SECONDS + 4);
                } finally {
                    scene.thaw(service);
                }
                scene.pauseSeconds(2);
            }
        }
    }
}
