package dev.orderflow.cli.dlq;

import dev.orderflow.cli.rest.Credentials;
import dev.orderflow.cli.rest.JsonCalls;
import dev.orderflow.cli.stack.StackProblem;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The dead letters of all services that it has the address of. */
public final class DeadLetterDesk {

    private final Map<Service, DeadLetterClient> clients = new EnumMap<>(Service.class);

    /** Of the services at these addresses; whoever acts is the operator. */
    public DeadLetterDesk(Map<Service, URI> addresses, Operator operator, Credentials credentials) {
        var calls = new JsonCalls(credentials);
        addresses.forEach(
                (service, address) ->
                        clients.put(
                                service, new DeadLetterClient(service, address, operator, calls)));
    }

    public DeadLetterClient of(Service service) {
        var client = clients.get(service);
        if (client == null) {
            throw new StackProblem(
                    "Nobody said where %s is: add --service-url %s=URL."
                            .formatted(service, service));
        }
        return client;
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
        var asked = only == null ? clients.keySet() : List.of(only);
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
