package dev.orderflow.order.adapter.out.timeline;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventType;
import dev.orderflow.events.HandledEvent;
import dev.orderflow.events.HandledEvents;
import dev.orderflow.events.contract.inventory.InventoryEvent;
import dev.orderflow.events.contract.order.OrderEvent;
import dev.orderflow.events.contract.payment.PaymentEvent;
import dev.orderflow.order.application.port.out.HandlingReports;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.web.ServiceIdentity;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import lombok.extern.slf4j.Slf4j;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Asks every service, all at the same time, which events about an order it handled. One that is
 * away is left out.
 */
@Slf4j
@Component
class HttpHandlingReports implements HandlingReports {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ParameterizedTypeReference<List<HandledEvent>> HANDLED =
            new ParameterizedTypeReference<>() {};
    private static final Map<String, String> PUBLISHERS = publishers();

    private final HandledEvents own;
    private final Map<String, URI> services;
    private final RestClient http;

    HttpHandlingReports(
            HandledEvents own,
            ServiceAddresses addresses,
            RestClient.Builder http,
            ServiceIdentity identity) {
        var requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder().connectTimeout(PATIENCE).build());
        requests.setReadTimeout(PATIENCE);
        this.own = own;
        this.services = addresses.services();
        this.http = http.requestFactory(requests).defaultHeaders(identity).build();
    }

    @Override
    public Reports about(OrderId orderId) {
        var reports = new ArrayList<>(reports(own.about(orderId.toString())));
        var unavailable = new ArrayList<String>();
        try (var asking = inTheCallersTrace(Executors.newVirtualThreadPerTaskExecutor())) {
            var answers = new HashMap<String, Future<List<HandledEvent>>>();
            services.forEach(
                    (name, address) ->
                            answers.put(name, asking.submit(() -> ask(address, orderId))));
            answers.forEach(
                    (name, answer) -> {
                        try {
                            reports.addAll(reports(answer.get()));
                        } catch (ExecutionException failed) {
                            log.warn(
                                    "{} does not say what it handled: {}",
                                    name,
                                    String.valueOf(failed.getCause()));
                            unavailable.add(name);
                        } catch (InterruptedException interrupted) {
                            Thread.currentThread().interrupt();
                            unavailable.add(name);
                        }
                    });
        }
        return new Reports(reports, unavailable.stream().sorted().toList());
    }

    /** A trace hangs on its thread; those that ask have to be given it. */
    private static ExecutorService inTheCallersTrace(ExecutorService threads) {
        var snapshots = ContextSnapshotFactory.builder().build();
        return ContextExecutorService.wrap(threads, snapshots::captureAll);
    }

    private List<HandledEvent> ask(URI address, OrderId orderId) {
        var handled =
                http.get()
                        .uri(address.resolve("/internal/events/" + orderId))
                        .retrieve()
                        .body(HANDLED);
        return handled == null ? List.of() : handled;
    }

    private static List<Report> reports(Collection<HandledEvent> handled) {
        return handled.stream()
                .map(
                        event ->
                                new Report(
                                        event.eventType(),
                                        event.eventId(),
                                        PUBLISHERS.getOrDefault(event.eventType(), "?"),
                                        event.occurredAt(),
                                        event.service(),
                                        event.handledAt(),
                                        event.handlingMicros(),
                                        event.attempts()))
                .toList();
    }

    private static Map<String, String> publishers() {
        var publishers = new HashMap<String, String>();
        Map.<String, Class<? extends Event>>of(
                        "order-service", OrderEvent.class,
                        "inventory-service", InventoryEvent.class,
                        "payment-service", PaymentEvent.class)
                .forEach(
                        (service, family) ->
                                Stream.of(family.getPermittedSubclasses())
                                        .map(type -> type.getAnnotation(EventType.class).value())
                                        .forEach(type -> publishers.put(type, service)));
        return Map.copyOf(publishers);
    }
}
