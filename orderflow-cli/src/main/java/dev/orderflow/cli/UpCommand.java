package dev.orderflow.cli;

import dev.orderflow.cli.stack.LocalStack;
import dev.orderflow.cli.stack.Security;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description =
                "Starts broker, database, mail server, the four services and the console, and watches them.",
        footer = {
            "",
            "Without --detach it stays in the foreground, and Ctrl-C stops everything.",
            "Data of an earlier run are kept."
        })
final class UpCommand implements Callable<Integer> {

    @Mixin private HomeOptions home;
    @Mixin private PortOptions ports;

    @Option(
            names = {"-d", "--detach"},
            description = "Return when everything is ready, and leave it running.")
    private boolean detach;

    @Option(
            names = "--examples",
            description = "Starts the examples as well: message-service (8086).")
    private boolean examples;

    @Option(
            names = "--instances",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "How many of each service share the work; the further ones take free ports (default: ${DEFAULT-VALUE}).")
    private int instances;

    @Option(
            names = "--no-console",
            description = "Without the pages at port 8084, which saves 200 MB of memory.")
    private boolean withoutConsole;

    @Option(
            names = "--security",
            paramLabel = "MODE",
            description =
                    "How services know who is calling: header believes X-USER-ID, jwt wants a token of ./orderflow token (default: header).")
    private @Nullable Security security;

    @Option(
            names = "--env",
            paramLabel = "SERVICE:NAME=VALUE",
            converter = ServiceVariable.Converter.class,
            description = "Sets a variable in the environment of one service; can be repeated.")
    private List<ServiceVariable> variables = List.of();

    @Option(names = "--detached", hidden = true, description = "Set by --detach on its child.")
    private boolean detached;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Limits.check("--instances", instances, 1, 4);
        var settings = home.settings().withPorts(ports.ports()).withInstances(instances);
        if (examples) {
            settings = settings.withExamples();
        }
        if (!withoutConsole) {
            settings = settings.withConsole();
        }
        if (security != null) {
            settings = settings.withSecurity(security);
        }
        for (var variable : variables) {
            settings =
                    settings.withEnvironment(
                            variable.service(), Map.of(variable.name(), variable.value()));
        }
        var out = spec.commandLine().getOut();
        if (detach) {
            int exitCode = new DetachedSupervisor(settings, out).start();
            if (exitCode == 0) {
                Overview.print(settings, out);
            }
            return exitCode;
        }
        if (detached) {
            Session.lead();
        }
        out.println("Orderflow is starting; logs are in " + settings.home().resolve("logs"));
        try (var stack = new LocalStack(settings, new ConsoleProgress(out)).up()) {
            if (!detached) {
                Overview.print(settings, out);
                out.println("Ctrl-C stops everything.");
            }
            stack.awaitClosed();
            return 0;
        }
    }
}
