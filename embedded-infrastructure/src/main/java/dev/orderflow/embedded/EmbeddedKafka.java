package dev.orderflow.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker (KRaft, broker and controller in one) that listens on the loopback interface.
 *
 * <p>It is the broker of a production cluster, configured small: one replica of everything, few
 * partitions of the internal topics, no topic is created by being used. Records are kept in its
 * directory over a stop, a kill and a start.
 *
 * <p>Runs in the calling JVM, or alone by {@link #main}.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE_ID = 1;

    /** The same at every start, or the formatter takes the directory for another cluster's. */
    private static final String CLUSTER_ID = "T3JkZXJmbG93LWxvY2FsMQ";

    private final KafkaRaftServer server;
    private final int port;
    private final @Nullable Path temporary;
    private boolean closed;

    private EmbeddedKafka(KafkaRaftServer server, int port, @Nullable Path temporary) {
        this.server = server;
        this.port = port;
        this.temporary = temporary;
    }

    /** Starts a broker whose records end with it, on a free port. */
    public static EmbeddedKafka start() {
        return start(Map.of());
    }

    /** The same with settings of the broker that are not the usual ones. */
    public static EmbeddedKafka start(Map<String, String> settings) {
        var folder = Folders.temporary("kafka");
        return start(folder, FreePorts.next(), folder, settings);
    }

    /** Starts a broker on the records that an earlier one left in this directory, if any. */
    public static EmbeddedKafka start(Path directory, int port) {
        return start(directory, port, null, Map.of());
    }

    private static EmbeddedKafka start(
            Path directory, int port, @Nullable Path temporary, Map<String, String> more) {
        var logs = directory.resolve("logs").toAbsolutePath();
        format(logs);
        var settings = settings(logs, port);
        settings.putAll(more);
        var server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(server, port, temporary);
    }

    /**
     * Runs a broker until the process is told to end. Arguments: directory, port, and settings that
     * are not the usual ones, {@code name=value} each.
     */
    public static void main(String[] args) throws InterruptedException {
        var settings = new HashMap<String, String>();
        for (var setting : Arrays.asList(args).subList(2, args.length)) {
            var equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        var broker = start(Path.of(args[0]), Integer.parseInt(args[1]), null, settings);
        var ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    broker.close();
                                    ended.countDown();
                                },
                                "kafka-shutdown"));
        ended.await();
    }

    /** The address for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Stops the broker; deletes its records if the directory was a temporary one. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.shutdown();
        server.awaitShutdown();
        if (temporary != null) {
            Folders.delete(temporary);
        }
    }

    /** What {@code kafka-storage format} does for a new broker; an old one is left as it is. */
    private static void format(Path logs) {
        try {
            Files.createDirectories(logs);
            new Formatter()
                    .setPrintStream(
                            new PrintStream(
                                    OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setNodeId(NODE_ID)
                    .setClusterId(CLUSTER_ID)
                    .addDirectory(logs.toString())
                    .setMetadataLogDirectory(logs.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + logs, e);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot prepare " + logs + " for Kafka.", e);
        }
    }

    private static Map<String, String> settings(Path logs, int port) {
        // Nobody but the broker itself talks to the controller, so its port may change.
        int controllerPort = FreePorts.next();
        var settings = new HashMap<String, String>();
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("process.roles", "broker,controller");
        settings.put(
                "listeners",
                "BROKER://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        settings.put("advertised.listeners", "BROKER://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        settings.put("log.dirs", logs.toString());

        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");

        // A broker that was killed is let in again when its old session has run out: not too late,
        // but neither may a machine that is merely busy look like a dead one.
        settings.put("broker.session.timeout.ms", "5000");
        settings.put("broker.heartbeat.interval.ms", "1000");

        // Small: the defaults are made for machines that do nothing else.
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
        settings.put("log.segment.bytes", Integer.toString(256 << 20));
        settings.put("log.index.size.max.bytes", Integer.toString(1 << 20));
        return settings;
    }
}
