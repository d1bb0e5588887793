package com.example.messages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** A push gateway that answers as it is told to. */
final class StubGateway {

    /**
     * Instead of a status: it takes what it gets, and says nothing for longer than anybody waits.
     */
    static final int SILENCE = 0;

    /** Instead of a status: it begins a good answer, and never ends it. */
    static final int HALF_AN_ANSWER = 1;

    private final HttpServer server;
    private final CountDownLatch never = new CountDownLatch(1);
    private final Map<String, Queue<Integer>> answers = new ConcurrentHashMap<>();
    private final Map<String, List<String>> operations = new ConcurrentHashMap<>();

    private StubGateway(HttpServer server) {
        this.server = server;
    }

    static StubGateway start() {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var gateway = new StubGateway(HttpServer.create(address, 0));
            gateway.server.createContext("/push", gateway::answer);
            gateway.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            gateway.server.start();
            return gateway;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String url() {
        return "http://127.0.0.1:%d/push".formatted(server.getAddress().getPort());
    }

    /** To what it gets for this person; after these it accepts everything. */
    void answers(String receiver, Integer... statuses) {
        answers.put(receiver, new ConcurrentLinkedQueue<>(List.of(statuses)));
    }

    /** The operation ids of what it got for this person. */
    List<String> operations(String receiver) {
        return operations.getOrDefault(receiver, List.of());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var receiver =
                    JsonMapper.shared()
                            .readTree(exchange.getRequestBody().readAllBytes())
                            .get("receiver")
                            .asString();
            operations
                    .computeIfAbsent(receiver, _ -> new CopyOnWriteArrayList<>())
                    .add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            var planned = answers.getOrDefault(receiver, new ConcurrentLinkedQueue<>()).poll();
            var status = planned == null ? Integer.valueOf(202) : planned;
            switch (status) {
                case SILENCE -> never.await(3, TimeUnit.SECONDS);
                case HALF_AN_ANSWER -> {
                    exchange.sendResponseHeaders(200, 10);
                    exchange.getResponseBody().flush();
                    never.await(3, TimeUnit.MINUTES);
                }
                default -> exchange.sendResponseHeaders(status, -1);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
