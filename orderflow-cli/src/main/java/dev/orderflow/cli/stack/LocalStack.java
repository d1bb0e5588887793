package dev.orderflow.cli.stack;

import static java.util.function.Predicate.not;

import dev.orderflow.cli.token.SigningKey;
import dev.orderflow.embedded.FreePorts;
import dev.orderflow.embedded.MariaDbAccounts;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Broker, database, mail server and services on this machine, each process watched and started
 * again when it ends unasked.
 *
 * <p>Behind {@code ./orderflow up}; tests of the whole system use it with {@linkplain Ports#free()
 * free ports} and a temporary home. Everything stops with {@link #close()}, and with the JVM.
 */
public final class LocalStack implements AutoCloseable {

    /** The broker's name among the processes. */
    public static final String KAFKA = "kafka";

    /** The database's name among the processes. */
    public static final String DATABASE = "mariadb";

    private final StackSettings settings;
    private final Progress progress;
    private final Map<String, SupervisedPart> parts = new LinkedHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread endWithJvm = new Thread(this::close, "stack-shutdown");
    private volatile @Nullable StackHome home;
    private volatile @Nullable MailServer mail;
    private volatile @Nullable Secrets secrets;
    private volatile @Nullable ServicePrograms programs;
    private boolean ready;
    private boolean closing;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    /** Nothing happens before {@link #up()}. */
    public LocalStack(StackSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Starts everything and returns when all of it is ready; where that fails, stops what was
     * started.
     *
     * @throws StackProblem with a sentence for the user
     */
    public LocalStack up() {
        checkJars();
        var topics = Topics.readAll(settings.topics());
        home = StackHome.claim(settings);
        try {
            Runtime.getRuntime().addShutdownHook(endWithJvm);
            endOrphans();
            checkPorts();
            save();
            prepareServices();
            startAll(topics);
            return this;
        } catch (RuntimeException e) {
            fail(e);
            throw firstFailure(e);
        }
    }

    /** Where this service answers. */
    public URI url(String service) {
        return URI.create("http://127.0.0.1:" + part(service).part().port());
    }

    /** The broker's address. */
    public String bootstrapServers() {
        return "127.0.0.1:" + settings.ports().kafka();
    }

    /** The address of a database, named after its service: {@code order_service}. */
    public String jdbcUrl(String database) {
        return MariaDbAccounts.jdbcUrl(settings.ports().database(), database);
    }

    /** The password of a database user, or of {@code verify}, who may read all databases. */
    public String password(String user) {
        return secrets().passwordOf(user);
    }

    /** The running process of a part, for tests that kill it; another one after each restart. */
    public ProcessHandle process(String name) {
        var process = part(name).process();
        if (process == null) {
            throw new IllegalStateException(name + " has not been started.");
        }
        return process.toHandle();
    }

    /** Ends this part on purpose, and starts it again after so long. Returns when it has ended. */
    public void takeAway(String name, End how, Duration absence) {
        part(name).takeAway(how, absence);
    }

    /**
     * Starts another instance of a service, on a free port, which is part of the stack until it is
     * {@linkplain #retire retired}; returns its name when it is ready.
     */
    public String startAnother(String service) {
        var spec =
                settings.services().stream()
                        .filter(it -> it.name().equals(service))
                        .findFirst()
                        .orElseThrow();
        var elsewhere = settings.withPorts(settings.ports().with(spec.port(), FreePorts.next()));
        var part = Recipes.service(elsewhere, spec, programs(), secrets()).named(nextName(service));
        start(part, "http://127.0.0.1:" + part.port());
        return part.name();
    }

    /** The second instance is number two. */
    private synchronized String nextName(String service) {
        return IntStream.iterate(2, it -> it + 1)
                .mapToObj(it -> service + "-" + it)
                .filter(it -> !parts.containsKey(it))
                .findFirst()
                .orElseThrow();
    }

    /** Ends another instance for good. */
    public void retire(String another, End how) {
        part(another).stop(how == End.KILL ? Duration.ZERO : settings.grace());
        synchronized (this) {
            parts.remove(another);
        }
        save();
    }

    /** How this part is doing. */
    public Condition condition(String name) {
        return part(name).condition();
    }

    /** How often this part has been started again. */
    public int restarts(String name) {
        return part(name).restarts();
    }

    /** Returns when the stack has been stopped. */
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /** Stops everything in good order: services, then broker and database. */
    @Override
    public void close() {
        if (startClosing()) {
            try {
                stop(not(LocalStack::isInfrastructure));
                stop(LocalStack::isInfrastructure);
                release();
            } finally {
                closed.countDown();
            }
        }
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void release() {
        if (programs != null) {
            programs.close();
        }
        if (mail != null) {
            mail.close();
        }
        if (home != null) {
            StackState.delete(settings.home());
            home.close();
        }
        forgetHook();
    }

    private synchronized boolean startClosing() {
        boolean first = !closing;
        closing = true;
        return first;
    }

    private void startAll(Topics topics) {
        var begin = System.nanoTime();
        secrets = Secrets.load(settings.home().resolve("secrets.properties"));
        SigningKey.prepare(settings.home());
        mail = MailServer.start(settings.ports().smtp(), settings.ports().imap());
        progress.done(
                "mail server",
                "SMTP %d, IMAP %d".formatted(settings.ports().smtp(), settings.ports().imap()),
                since(begin));
        inParallel(List.of(() -> startBroker(topics), this::startDatabase));
        inParallel(
                settings.services().stream().<Runnable>map(it -> () -> startService(it)).toList());
        for (int number = 2; number <= settings.instances(); number++) {
            inParallel(
                    settings.services().stream()
                            .<Runnable>map(it -> () -> startAnother(it.name()))
                            .toList());
        }
        progress.done("all ready", "", since(begin));
        launchConsole();
        synchronized (this) {
            ready = true;
        }
        save();
    }

    /** Nobody waits until it is ready, and everything else does without it. */
    private void launchConsole() {
        var console = settings.console();
        if (console == null) {
            return;
        }
        var begin = System.nanoTime();
        var supervised = register(Recipes.console(settings, console, secrets()));
        supervised.start();
        Thread.ofVirtual()
                .name("await-" + console.name())
                .start(
                        () -> {
                            try {
                                supervised.awaitReady(settings.patience());
                                progress.done(
                                        console.name(),
                                        "http://127.0.0.1:" + settings.ports().console(),
                                        since(begin));
                            } catch (RuntimeException e) {
                                if (!isClosing()) {
                                    progress.say("All else is up without it: " + e.getMessage());
                                }
                            }
                        });
    }

    private SupervisedPart register(Part part) {
        var supervised = new SupervisedPart(part, new Watcher());
        synchronized (this) {
            if (closing) {
                throw new StackProblem("Stopped while starting.");
            }
            parts.put(part.name(), supervised);
        }
        return supervised;
    }

    private void startBroker(Topics topics) {
        start(Recipes.broker(settings), bootstrapServers());
        var begin = System.nanoTime();
        int created = topics.createMissing(bootstrapServers());
        progress.done(
                "topics",
                "%d, of which %d new".formatted(topics.all().size(), created),
                since(begin));
    }

    private void startDatabase() {
        var root = secrets().passwordOf("root");
        if (Files.notExists(settings.home().resolve(DATABASE))) {
            progress.say("preparing the database (first time only)");
        }
        start(Recipes.database(settings, root), "127.0.0.1:" + settings.ports().database());
        Databases.create(settings, secrets());
    }

    /** Part of the build rather than of a start: what is made here serves all later ones. */
    private void prepareServices() {
        var begin = System.nanoTime();
        var unpacked = Recipes.services(settings);
        programs = unpacked;
        if (unpacked.lacksCache()) {
            progress.say("preparing the services (first time only: half a minute)");
            var log = settings.log("class-cache");
            if (unpacked.makeCache(log, settings.patience())) {
                progress.done("class cache", "", since(begin));
            } else if (!isClosing()) {
                progress.say(
                        "There is no class cache (%s says why): they start slower.".formatted(log));
            }
        }
    }

    private void startService(ServiceSpec service) {
        start(
                Recipes.service(settings, service, programs(), secrets()),
                "http://127.0.0.1:" + settings.ports().byName().get(service.port()));
    }

    private void start(Part part, String detail) {
        var begin = System.nanoTime();
        var supervised = register(part);
        try {
            supervised.start();
            supervised.awaitReady(settings.patience());
        } catch (RuntimeException e) {
            fail(e);
            throw e;
        }
        progress.done(part.name(), detail, since(begin));
    }

    private void stop(Predicate<SupervisedPart> which) {
        List<Runnable> tasks;
        synchronized (this) {
            tasks =
                    parts.values().stream()
                            .filter(which)
                            .<Runnable>map(it -> () -> it.stop(settings.grace()))
                            .toList();
        }
        inParallel(tasks);
    }

    /** Remembers why, and ends whatever else is being started. */
    private void fail(RuntimeException reason) {
        failure.compareAndSet(null, reason);
        close();
    }

    private RuntimeException firstFailure(RuntimeException latest) {
        var first = failure.get();
        return first == null ? latest : first;
    }

    private void checkJars() {
        var missing =
                settings.packaged().stream()
                        .filter(service -> Files.notExists(service.jar()))
                        .map(ServiceSpec::name)
                        .toList();
        if (!missing.isEmpty()) {
            throw new StackProblem(
                    "Not built yet: %s; build with ./mvnw -DskipTests package."
                            .formatted(String.join(", ", missing)));
        }
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    private void endOrphans() {
        StackState.load(settings.home())
                .map(state -> Orphans.end(state, settings.grace()))
                .filter(names -> !names.isEmpty())
                .ifPresent(
                        names ->
                                progress.say(
                                        "ended what a killed supervisor had left running: "
                                                + String.join(", ", names)));
    }

    private void checkPorts() {
        settings.usedPorts()
                .forEach(
                        (name, port) -> {
                            if (!FreePorts.isFree(port)) {
                                throw new StackProblem(
                                        ("Port %d (%s) is in use by another program: stop that, or"
                                                        + " choose another port with --port-%s, or move all"
                                                        + " with --port-offset.")
                                                .formatted(port, name, name));
                            }
                        });
    }

    private void save() {
        synchronized (this) {
            if (closing) {
                return;
            }
            currentState().save(settings.home());
        }
    }

    private StackState currentState() {
        var states = new ArrayList<StackState.PartState>();
        for (var part : parts.values()) {
            var process = part.process();
            if (process != null) {
                states.add(
                        new StackState.PartState(
                                part.part().name(),
                                part.part().port(),
                                ProcessMark.of(process.toHandle()),
                                part.condition(),
                                part.restarts()));
            }
        }
        return new StackState(
                ProcessMark.of(ProcessHandle.current()),
                ready,
                settings.security(),
                settings.ports(),
                states);
    }

    private SupervisedPart part(String name) {
        synchronized (this) {
            var part = parts.get(name);
            if (part == null) {
                throw new IllegalArgumentException(
                        "There is no %s, only %s.".formatted(name, parts.keySet()));
            }
            return part;
        }
    }

    private Secrets secrets() {
        if (secrets == null) {
            throw new IllegalStateException("The stack has not been started.");
        }
        return secrets;
    }

    private ServicePrograms programs() {
        return Objects.requireNonNull(programs, "The services are prepared before they start.");
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(endWithJvm);
        } catch (IllegalStateException theJvmIsEnding) {
            // Then the hook is what runs this.
        }
    }

    private static boolean isInfrastructure(SupervisedPart part) {
        return part.part().name().equals(KAFKA) || part.part().name().equals(DATABASE);
    }

    /** Runs them at once and waits for all. */
    private static void inParallel(List<Runnable> tasks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(
                            tasks.stream()
                                    .map(task -> CompletableFuture.runAsync(task, threads))
                                    .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw e;
        }
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    /** Keeps the state file true, and the user informed. */
    private final class Watcher implements SupervisedPart.Observer {

        @Override
        public void changed() {
            save();
        }

        @Override
        public void unexpected(String sentence) {
            progress.say(sentence);
        }
    }
}
