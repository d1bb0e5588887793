package dev.orderflow.cli.dlq;

import dev.orderflow.cli.stack.Ports;
import dev.orderflow.cli.stack.RunningStack;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The services, each of which keeps the dead letters of its own; the last is an example. */
public enum Service {
    ORDER,
    INVENTORY,
    PAYMENT,
    NOTIFICATION,
    MESSAGE;

    /** By its name, of which the first word is enough: {@code inventory}. */
    public static Optional<Service> named(String name) {
        return Arrays.stream(values())
                .filter(it -> name.equals(it.toString()) || name.equals(it.firstWord()))
                .findFirst();
    }

    /** The names of all, for sentences. */
    public static String names() {
        return Arrays.stream(values()).map(Service::toString).collect(Collectors.joining(", "));
    }

    /** Where it listens in a stack with these ports. */
    public URI address(Ports ports) {
        return URI.create("http://127.0.0.1:" + ports.byName().get(firstWord()));
    }

    /** Where those of the shop listen in a stack with these ports. */
    public static Map<Service, URI> addresses(Ports ports) {
        return addresses(ports, it -> it != MESSAGE);
    }

    /** Where all of them listen in this stack; the example only if it runs there. */
    public static Map<Service, URI> addresses(RunningStack stack) {
        return addresses(
                stack.ports(), it -> it != MESSAGE || stack.names().contains(it.toString()));
    }

    private static Map<Service, URI> addresses(Ports ports, Predicate<Service> which) {
        return Arrays.stream(values())
                .filter(which)
                .collect(Collectors.toMap(it -> it, it -> it.address(ports)));
    }

    private String firstWord() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its name in full: {@code inventory-service}. */
    @Override
    public String toString() {
        return firstWord() + "-service";
    }

    /** For options. */
    public static final class Converter implements ITypeConverter<Service> {

        @Override
        public Service convert(String text) {
            return named(text)
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "there is no '%s'; there are %s"
                                                    .formatted(text, names())));
        }
    }
}
