package dev.orderflow.cli.dlq;

import dev.orderflow.cli.rest.JsonCalls;
import dev.orderflow.cli.stack.Ports;
import dev.orderflow.cli.stack.StackProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The dead letters of all services. */
public final class DeadLetterDesk {

    private final Map<Service, DeadLetterClient> clients = new EnumMap<>(Service.class);

    /** Of a stack with these ports; whoever acts is the operator. */
    public DeadLetterDesk(Ports ports, Operator operator) {
        var calls = new JsonCalls();
        for (var service : Service.values()) {
            clients.put(
                    service,
                    new DeadLetterClient(service, service.address(ports), operator, calls));
        }
    }

    public DeadLetterClient of(Service service) {
        return clients.get(service);
    }

    /** What came of a question to several services. */
    public record Answers<T>(List<T> given, Map<Service, StackProblem> missing) {

        public boolean isComplete() {
            return missing.isEmpty();
        }
    }

    /**
     * Asks one service, or all of them at once. That one does not answer keeps no other's answer
     * back.
     *
     * @param only the one to ask; null: all
     */
    public <T> Answers<T> ask(@Nullable Service only, Function<DeadLetterClient, T> question) {
        var asked = only == null ? Arrays.asList(Service.values()) : List.of(only);
        var given = new ArrayList<T>();
        var missing = new EnumMap<Service, StackProblem>(Service.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    asked.stream()
                            .map(
                                    service ->
                                            CompletableFuture.supplyAsync(
                                                    () -> answer(of(service), question), threads))
                            .toList();
            for (var answer : answers) {
                switch (answer.join()) {
                    case Answer.Given<T>(var what) -> given.add(what);
                    case Answer.Missing<T>(var service, var why) -> missing.put(service, why);
                }
            }
        }
        return new Answers<>(given, missing);
    }

    private static <T> Answer<T> answer(
            DeadLetterClient client, Function<DeadLetterClient, T> question) {
        try {
            return new Answer.Given<>(question.apply(client));
        } catch (StackProblem problem) {
            return new Answer.Missing<>(client.service(), problem);
        }
    }

    private sealed interface Answer<T> {

        record Given<T>(T what) implements Answer<T> {}

        record Missing<T>(Service service, StackProblem why) implements Answer<T> {}
    }
}
