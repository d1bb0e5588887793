package dev.orderflow.cli;

import dev.orderflow.cli.dlq.Service;
import dev.orderflow.cli.rest.Credentials;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where the services are that are meant, if they are not those of the local stack. */
final class ServiceOptions {

    @Option(
            names = "--service-url",
            paramLabel = "SERVICE=URL",
            converter = {Service.Converter.class, Address.class},
            description = {
                "Its services instead of those of the local stack, e.g. order=http://localhost:8080; can be repeated.",
                "Those not named are left alone."
            })
    private @Nullable Map<Service, URI> named;

    Map<Service, URI> of(HomeOptions home) {
        return named == null ? Service.addresses(home.runningStack()) : named;
    }

    /** Others than those of the local stack are taken to believe who is calling. */
    Credentials credentials(HomeOptions home) {
        return named == null ? home.runningStack().credentials() : Credentials.BELIEVED;
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
