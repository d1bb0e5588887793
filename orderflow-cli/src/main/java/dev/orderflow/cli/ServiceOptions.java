package dev.orderflow.cli;

import dev.orderflow.cli.dlq.Service;
import dev.orderflow.cli.rest.BearerToken;
import dev.orderflow.cli.rest.Credentials;
import dev.orderflow.cli.stack.StackProblem;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where the services are that are meant, if they are not those of the local stack. */
final class ServiceOptions {

    /** Not an option: everybody sees the options of a process. */
    static final String TOKEN = "ORDERFLOW_TOKEN";

    @Option(
            names = {"--service-url", "--url"},
            paramLabel = "SERVICE=URL",
            converter = {Service.Converter.class, Address.class},
            description = {
                "Its services instead of those of the local stack, e.g. order=http://localhost:8080; can be repeated.",
                "Those not named are left alone. Where they want tokens, one of an ADMIN is taken from "
                        + TOKEN
                        + "."
            })
    private @Nullable Map<Service, URI> named;

    Map<Service, URI> of(HomeOptions home) {
        return named == null ? Service.addresses(home.runningStack()) : named;
    }

    /** Nothing where the local stack is meant. */
    Map<Service, URI> named() {
        return named == null ? Map.of() : named;
    }

    /** What their calls have to carry. */
    Credentials credentials(HomeOptions home) {
        return named == null ? home.runningStack().credentials() : credentials();
    }

    /**
     * Without a token, others than those of the local stack are taken to believe who is calling.
     */
    Credentials credentials() {
        var token = System.getenv().getOrDefault(TOKEN, "");
        return token.isEmpty()
                ? Credentials.BELIEVED
                : BearerToken.read(token)
                        .orElseThrow(
                                () ->
                                        new StackProblem(
                                                "%s has no token (a JWT) that names somebody (sub)."
                                                        .formatted(TOKEN)));
    }

    /** For options. */
    static final class Address implements ITypeConverter<URI> {

        @Override
        public URI convert(String text) {
            if (!text.matches("https?://[^/\\s]+/?")) {
                throw new TypeConversionException(
                        "'%s' is no address like http://localhost:8080".formatted(text));
            }
            return URI.create(text);
        }
    }
}
