package dev.orderflow.console.broker;

import dev.orderflow.topics.RecordReader;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/** Kafka. Nothing connects to it before somebody looks. */
@Component
public class Broker implements DisposableBean {

    private static final int PATIENCE_MS = 5_000;

    /** So that a page of large records does not fill a small heap. */
    private static final int LARGEST_FETCH = 4 << 20;

    private final KafkaProperties properties;
    private @Nullable Admin admin;

    Broker(KafkaProperties properties) {
        this.properties = properties;
    }

    /** Shared by all. */
    public synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(patient(properties.buildAdminProperties()));
        }
        return admin;
    }

    /** A new one, in no group; whoever asked closes it. */
    public KafkaConsumer<byte[], byte[]> consumer() {
        var settings = patient(properties.buildConsumerProperties());
        settings.remove("group.id");
        settings.remove("key.deserializer");
        settings.remove("value.deserializer");
        settings.putAll(RecordReader.SETTINGS);
        settings.put("fetch.max.bytes", LARGEST_FETCH);
        settings.put("max.partition.fetch.bytes", LARGEST_FETCH / 4);
        settings.put(
                "max.poll.records", 16); // what came compressed is large only when it is handed out
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A new one; whoever asked closes it. */
    public KafkaProducer<byte[], byte[]> producer() {
        var settings = patient(properties.buildProducerProperties());
        settings.remove("key.serializer");
        settings.remove("value.serializer");
        settings.put("max.block.ms", PATIENCE_MS);
        settings.put("delivery.timeout.ms", 2 * PATIENCE_MS);
        settings.put("buffer.memory", 1 << 20);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * The answer.
     *
     * @throws KafkaException that of the broker, or a time-out
     */
    public static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(2L * PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException problem
                    ? problem
                    : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static Map<String, Object> patient(Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        all.put("default.api.timeout.ms", PATIENCE_MS);
        all.put("request.timeout.ms", PATIENCE_MS);
        return all;
    }

    @Override
    public synchronized void destroy() {
        if (admin != null) {
            admin.close();
        }
    }
}
