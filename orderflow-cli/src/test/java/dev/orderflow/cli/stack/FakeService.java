package dev.orderflow.cli.stack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Stands in for a service: says that it is ready, and how it was asked to end. */
public final class FakeService {

    private FakeService() {}

    /** Listens where a service would, or ends at once where {@code FAKE_EXIT} says so. */
    public static void main(String[] args) throws Exception {
        var exit = System.getenv("FAKE_EXIT");
        if (exit != null) {
            System.out.println("Cannot go on: " + System.getenv("SPRING_DATASOURCE_USERNAME"));
            System.exit(Integer.parseInt(exit));
        }
        int port = Integer.parseInt(System.getenv("SERVER_PORT"));
        var server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        server.createContext(
                "/actuator/health/readiness",
                exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    System.out.println("asked to end; broker " + broker());
                                    System.out.flush();
                                }));
        System.out.println("listening on " + port);
        Thread.currentThread().join();
    }

    private static String broker() {
        var address = System.getenv("SPRING_KAFKA_BOOTSTRAP_SERVERS").split(":");
        try (var _ = new Socket(address[0], Integer.parseInt(address[1]))) {
            return "still there";
        } catch (IOException gone) {
            return "gone";
        }
    }
}
