package dev.orderflow.cli.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a local stack is made of.
 *
 * @param project the checkout: its jars and {@code kafka-scripts/topics.txt}
 * @param home holds data, logs and state
 * @param programs the database server is unpacked into this folder, once
 * @param ports where everything listens
 * @param services what is started once broker and database are ready
 * @param instances how many of each service are started
 * @param console what is started once those are; null: nothing is
 * @param environment variables for services by name, over those of the stack
 * @param broker settings of the broker, over those of the stack
 * @param bufferPoolMegabytes memory of the database for pages
 * @param freeMegabytes disk space without which nothing is started
 * @param patience how long a part may take until it is ready
 * @param grace how long a part may take to stop until it is killed
 */
public record StackSettings(
        Path project,
        Path home,
        Path programs,
        Ports ports,
        List<ServiceSpec> services,
        int instances,
        @Nullable ServiceSpec console,
        Map<String, Map<String, String>> environment,
        Map<String, String> broker,
        int bufferPoolMegabytes,
        int freeMegabytes,
        Duration patience,
        Duration grace) {

    private static final String SECURITY = "APP_SECURITY_MODE";

    /** The stack of a checkout as {@code ./orderflow up} runs it, its data in the checkout. */
    public static StackSettings of(Path project) {
        var root = project.toAbsolutePath().normalize();
        var home = root.resolve(".orderflow");
        return new StackSettings(
                root,
                home,
                home.resolve("programs"),
                Ports.STANDARD,
                ServiceSpec.of(root),
                1,
                null,
                Map.of(),
                Map.of(),
                128,
                1024,
                Duration.ofSeconds(300),
                Duration.ofSeconds(20));
    }

    /** The same with its data in another folder. */
    public StackSettings withHome(Path folder) {
        var absolute = folder.toAbsolutePath().normalize();
        return with(absolute, absolute.resolve("programs"), ports, services, environment, broker);
    }

    /** The same with the database program in a folder shared with other stacks. */
    public StackSettings withPrograms(Path folder) {
        return with(home, folder.toAbsolutePath(), ports, services, environment, broker);
    }

    /** The same on other ports. */
    public StackSettings withPorts(Ports others) {
        return with(home, programs, others, services, environment, broker);
    }

    /** The same with other services. */
    public StackSettings withServices(List<ServiceSpec> others) {
        return with(home, programs, ports, others, environment, broker);
    }

    /** The same with the examples beside the four services. */
    public StackSettings withExamples() {
        var all = new ArrayList<>(services);
        all.addAll(ServiceSpec.examples(project));
        return withServices(List.copyOf(all));
    }

    /** Whether examples are among the services. */
    public boolean hasExamples() {
        return services.containsAll(ServiceSpec.examples(project));
    }

    /** The lists of what topics there have to be. */
    List<Path> topics() {
        var scripts = project.resolve("kafka-scripts");
        var shop = scripts.resolve("topics.txt");
        return hasExamples()
                ? List.of(shop, scripts.resolve("topics-examples.txt"))
                : List.of(shop);
    }

    /** On which somebody is going to listen, by name. */
    Map<String, Integer> usedPorts() {
        var used = new LinkedHashMap<>(ports.byName());
        if (!hasExamples()) {
            ServiceSpec.examples(project).forEach(example -> used.remove(example.port()));
        }
        if (console == null) {
            used.remove(ServiceSpec.console(project).port());
        }
        return used;
    }

    /** The same with the pages for people. */
    public StackSettings withConsole() {
        return with(instances, ServiceSpec.console(project), freeMegabytes);
    }

    /** The same with so many instances of each service; the further ones listen on free ports. */
    public StackSettings withInstances(int number) {
        return with(number, console, freeMegabytes);
    }

    /** Everything that is made of a jar. */
    List<ServiceSpec> packaged() {
        return console == null
                ? services
                : Stream.concat(services.stream(), Stream.of(console)).toList();
    }

    /**
     * The same with these variables in the environment of one service, beside those set before.
     *
     * @throws StackProblem where nobody of that name would be started
     */
    public StackSettings withEnvironment(String service, Map<String, String> variables) {
        var names = packaged().stream().map(ServiceSpec::name).toList();
        if (!names.contains(service)) {
            throw new StackProblem(
                    "There is no '%s' whose environment could be set; there are %s."
                            .formatted(service, String.join(", ", names)));
        }
        var all = new HashMap<>(environment);
        all.merge(
                service,
                Map.copyOf(variables),
                (before, more) -> {
                    var both = new HashMap<>(before);
                    both.putAll(more);
                    return Map.copyOf(both);
                });
        return with(home, programs, ports, services, Map.copyOf(all), broker);
    }

    /** The same with these settings of the broker. */
    public StackSettings withBroker(Map<String, String> settings) {
        return with(home, programs, ports, services, environment, Map.copyOf(settings));
    }

    /** The same with services that know in this way who is calling. */
    public StackSettings withSecurity(Security security) {
        var settings = this;
        for (var service : packaged()) {
            settings = settings.withEnvironment(service.name(), Map.of(SECURITY, security.name()));
        }
        return settings;
    }

    /** How the services know who is calling. */
    public Security security() {
        return services.stream()
                .map(service -> environment.getOrDefault(service.name(), Map.of()).get(SECURITY))
                .filter(Objects::nonNull)
                .map(Security::valueOf)
                .findFirst()
                .orElse(Security.HEADER);
    }

    /** The same with another demand on free disk space. */
    public StackSettings withFreeMegabytes(int megabytes) {
        return with(instances, console, megabytes);
    }

    /** The file to which this part writes its messages. */
    public Path log(String part) {
        return home.resolve("logs").resolve(part + ".log");
    }

    private StackSettings with(
            int newInstances, @Nullable ServiceSpec newConsole, int newFreeMegabytes) {
        return new StackSettings(
                project,
                home,
                programs,
                ports,
                services,
                newInstances,
                newConsole,
                environment,
                broker,
                bufferPoolMegabytes,
                newFreeMegabytes,
                patience,
                grace);
    }

    private StackSettings with(
            Path newHome,
            Path newPrograms,
            Ports newPorts,
            List<ServiceSpec> newServices,
            Map<String, Map<String, String>> newEnvironment,
            Map<String, String> newBroker) {
        return new StackSettings(
                project,
                newHome,
                newPrograms,
                newPorts,
                newServices,
                instances,
                console,
                newEnvironment,
                newBroker,
                bufferPoolMegabytes,
                freeMegabytes,
                patience,
                grace);
    }
}
