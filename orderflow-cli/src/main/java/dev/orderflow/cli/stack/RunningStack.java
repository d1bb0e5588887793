package dev.orderflow.cli.stack;

import dev.orderflow.cli.rest.Credentials;
import dev.orderflow.cli.token.SigningKey;
import dev.orderflow.cli.token.TokenIssuer;
import dev.orderflow.embedded.MariaDbAccounts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A stack that another process started, as the files in its home tell. */
public final class RunningStack {

    /** Longer than a supervisor needs that has to kill everything twice. */
    private static final Duration STOP = Duration.ofSeconds(60);

    private final Path home;
    private final StackState state;

    private RunningStack(Path home, StackState state) {
        this.home = home;
        this.state = state;
    }

    /** What runs, or is left of what ran, with this home; empty where nothing is. */
    public static Optional<RunningStack> in(Path home) {
        return StackState.load(home)
                .map(state -> new RunningStack(home, state))
                .filter(stack -> stack.isSupervised() || !Orphans.of(stack.state).isEmpty());
    }

    /** The process that watches over the others. */
    public long supervisor() {
        return state.supervisor().pid();
    }

    /** Whether that still runs. Where it does not, nobody starts again what ends. */
    public boolean isSupervised() {
        return state.supervisor().find().isPresent();
    }

    /** Whether everything has been ready once. */
    public boolean isReady() {
        return state.ready();
    }

    /** Where everything listens. */
    public Ports ports() {
        return state.ports();
    }

    /** The names of what runs there: services, broker and database. */
    public List<String> names() {
        return state.parts().stream().map(StackState.PartState::name).toList();
    }

    /** The address of a database, named after its service: {@code order_service}. */
    public String jdbcUrl(String database) {
        return MariaDbAccounts.jdbcUrl(ports().database(), database);
    }

    /** The password of a database user, or of {@code verify}, who may read all databases. */
    public String password(String user) {
        return Secrets.load(home.resolve("secrets.properties")).passwordOf(user);
    }

    /** How its services know who is calling. */
    public Security security() {
        return state.security();
    }

    /** What calls to its services have to carry. */
    public Credentials credentials() {
        return switch (state.security()) {
            case HEADER -> Credentials.BELIEVED;
            case JWT ->
                    SigningKey.in(home)
                            .<Credentials>map(key -> new TokenIssuer(key, Clock.systemUTC()))
                            .orElseThrow(
                                    () ->
                                            new StackProblem(
                                                    "The key for tokens is gone from %s: ./orderflow down, then up, makes a new one."
                                                            .formatted(home)));
        };
    }

    /** Asks every part how it is doing; the parts are asked at once. */
    public List<PartStatus> parts() {
        var all = new ArrayList<>(state.parts().parallelStream().map(this::status).toList());
        all.add(mail());
        return all;
    }

    /** Stops everything; returns what else had to be ended because its supervisor was gone. */
    public List<String> stop() {
        state.supervisor()
                .find()
                .ifPresent(
                        supervisor -> {
                            supervisor.destroy();
                            var gone =
                                    supervisor
                                            .onExit()
                                            .completeOnTimeout(
                                                    supervisor,
                                                    STOP.toMillis(),
                                                    TimeUnit.MILLISECONDS)
                                            .join();
                            gone.destroyForcibly();
                        });
        // Read again: the supervisor may have started something since.
        var ended =
                StackState.load(home)
                        .map(last -> Orphans.end(last, Duration.ofSeconds(20)))
                        .orElse(List.of());
        StackState.delete(home);
        return ended;
    }

    private PartStatus status(StackState.PartState part) {
        var process = part.process().find();
        return new PartStatus(
                part.name(),
                process.map(ProcessHandle::pid).orElse(null),
                part.port(),
                process.isPresent() ? answer(part) : silence(part),
                process.map(Memory::resident).orElse(null),
                process.map(RunningStack::uptime).orElse(null),
                part.restarts());
    }

    /** The mail server lives in the supervisor. */
    private PartStatus mail() {
        var process = state.supervisor().find();
        return new PartStatus(
                "mail, supervisor",
                process.map(ProcessHandle::pid).orElse(null),
                ports().smtp(),
                Probe.greeting(ports().smtp()).isReady() ? "UP" : "DOWN",
                process.map(Memory::resident).orElse(null),
                process.map(RunningStack::uptime).orElse(null),
                0);
    }

    private static String answer(StackState.PartState part) {
        if (probe(part).isReady()) {
            return "UP";
        }
        return part.condition() == Condition.UP ? "NOT READY" : part.condition().name();
    }

    private static String silence(StackState.PartState part) {
        return switch (part.condition()) {
            case FAILED, RESTARTING -> part.condition().name();
            case STARTING, UP, STOPPED -> "DOWN";
        };
    }

    private static Probe probe(StackState.PartState part) {
        return switch (part.name()) {
            case LocalStack.KAFKA -> Probe.broker(part.port());
            case LocalStack.DATABASE -> Probe.greeting(part.port());
            default -> Probe.service(part.port());
        };
    }

    private static @Nullable Duration uptime(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(null);
    }
}
