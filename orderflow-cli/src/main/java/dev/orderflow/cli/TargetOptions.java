package dev.orderflow.cli;

import dev.orderflow.cli.bench.BenchTarget;
import dev.orderflow.cli.rest.Credentials;
import dev.orderflow.cli.stack.StackProblem;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which system is measured, where it is not the stack on this machine. */
final class TargetOptions {

    private static final Set<String> SERVICES = Set.of("order", "inventory", "payment");

    @Option(
            names = "--url",
            paramLabel = "SERVICE=URL",
            description =
                    "Another system: where its order, inventory and payment service answer, three times this option. Its clock must agree with this machine's; its processor time and memory are not known.")
    private Map<String, URI> urls = Map.of();

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "The broker of that system.")
    private @Nullable String bootstrapServers;

    boolean areSet() {
        return !urls.isEmpty() || bootstrapServers != null;
    }

    /**
     * @throws StackProblem where something is missing or wrong
     */
    BenchTarget target() {
        if (!urls.keySet().equals(SERVICES) || bootstrapServers == null) {
            throw new StackProblem(
                    "Another system needs --url order=..., --url inventory=..., --url payment=... and --bootstrap-server.");
        }
        urls.forEach(TargetOptions::check);
        return new BenchTarget(
                urls.get("order"),
                urls.get("inventory"),
                urls.get("payment"),
                bootstrapServers,
                Credentials.BELIEVED,
                null);
    }

    private static void check(String service, URI url) {
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new StackProblem(
                    "--url %s=%s is not of the form http://host:port.".formatted(service, url));
        }
    }
}
