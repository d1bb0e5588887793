package dev.orderflow.cli.stack;

import dev.orderflow.cli.token.SigningKey;
import dev.orderflow.cli.token.TokenIssuer;
import dev.orderflow.embedded.EmbeddedKafka;
import dev.orderflow.embedded.MariaDbAccounts;
import dev.orderflow.embedded.MariaDbServer;
import dev.orderflow.embedded.MariaDbSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How each process of the stack is run. */
final class Recipes {

    /**
     * Seven JVMs share this machine: small heaps, no collector threads, an end when full. Without
     * the optimising compiler, which takes half of a start and would need minutes of load to pay
     * for it.
     */
    private static final List<String> JVM =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+ExitOnOutOfMemoryError",
                    // The class cache is mapped where it was made: moved to another address, as is
                    // the
                    // default, each process would have a copy of its own of nearly all of it.
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:ArchiveRelocationMode=0",
                    "--enable-native-access=ALL-UNNAMED",
                    // Kafka's client unmaps files with it; the warning would head every log.
                    "--sun-misc-unsafe-memory-access=allow");

    /**
     * Heap and compiled code in large pages: six JVMs take turns on few processors, and look up
     * fewer addresses anew each time; a tenth less processor time.
     */
    private static final List<String> LARGE_PAGES =
            List.of("-XX:+UseTransparentHugePages", "-XX:InitialCodeCacheSize=40m");

    private static final Path LARGE_PAGES_MODE =
            Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    private static final String CONSOLE_HEAP = "-Xmx96m";
    private static final String UNLIMITED = "1000000";

    private Recipes() {}

    static Part broker(StackSettings settings) {
        int port = settings.ports().kafka();
        var program =
                new ArrayList<>(
                        List.of(
                                "-cp",
                                System.getProperty("java.class.path"),
                                EmbeddedKafka.class.getName(),
                                settings.home().resolve(LocalStack.KAFKA).toString(),
                                Integer.toString(port)));
        settings.broker().forEach((name, value) -> program.add(name + "=" + value));
        var command = java("-Xmx384m", program);
        return new Part(
                LocalStack.KAFKA,
                port,
                settings.log(LocalStack.KAFKA),
                () -> new ProcessBuilder(command),
                Probe.broker(port));
    }

    static Part database(StackSettings settings, String rootPassword) {
        int port = settings.ports().database();
        var log = settings.log(LocalStack.DATABASE);
        var database =
                MariaDbSettings.of(settings.home().resolve(LocalStack.DATABASE), port, rootPassword)
                        .withBinaries(settings.programs())
                        .withLog(log)
                        .withBufferPoolMegabytes(settings.bufferPoolMegabytes());
        return new Part(
                LocalStack.DATABASE,
                port,
                log,
                () -> {
                    var server = MariaDbServer.install(database);
                    return new ProcessBuilder(server.command())
                            .directory(server.directory().toFile());
                },
                Probe.greeting(port));
    }

    /** How the services are run: what of it does not differ between them. */
    static ServicePrograms services(StackSettings settings) {
        return ServicePrograms.unpack(
                settings.services(), settings.programs().resolve("services"), options("-Xmx256m"));
    }

    static Part service(
            StackSettings settings,
            ServiceSpec service,
            ServicePrograms programs,
            Secrets secrets) {
        int port = settings.ports().byName().get(service.port());
        var environment = environment(settings, service, secrets);
        return new Part(
                service.name(),
                port,
                settings.log(service.name()),
                () -> {
                    var builder = new ProcessBuilder(java("-Xmx256m", programs.arguments(service)));
                    builder.directory(settings.project().toFile());
                    builder.environment().putAll(environment);
                    return builder;
                },
                Probe.service(port));
    }

    /** It starts last and beside others, so it has no share in their class cache. */
    static Part console(StackSettings settings, ServiceSpec console, Secrets secrets) {
        int port = settings.ports().console();
        var program =
                ServicePrograms.unpack(
                                List.of(console),
                                settings.programs().resolve("services"),
                                options(CONSOLE_HEAP))
                        .arguments(console);
        var environment = consoleEnvironment(settings, console, secrets);
        return new Part(
                console.name(),
                port,
                settings.log(console.name()),
                () -> {
                    var builder = new ProcessBuilder(java(CONSOLE_HEAP, program));
                    builder.directory(settings.project().toFile());
                    builder.environment().putAll(environment);
                    return builder;
                },
                Probe.service(port));
    }

    static Map<String, String> consoleEnvironment(
            StackSettings settings, ServiceSpec console, Secrets secrets) {
        var ports = settings.ports();
        var variables = new HashMap<String, String>();
        variables.putAll(common(settings, secrets));
        variables.put("SERVER_PORT", Integer.toString(ports.console()));
        for (var service : settings.services()) {
            variables.put(
                    service.port().toUpperCase(Locale.ROOT) + "_SERVICE_URL",
                    "http://127.0.0.1:" + ports.byName().get(service.port()));
        }
        variables.put("APP_CONSOLE_MISHAPS", "true"); // a stack to try things on
        variables.putAll(settings.environment().getOrDefault(console.name(), Map.of()));
        return variables;
    }

    private static Map<String, String> environment(
            StackSettings settings, ServiceSpec service, Secrets secrets) {
        var ports = settings.ports();
        var variables = new HashMap<>(common(settings, secrets));
        variables.put("SERVER_PORT", Integer.toString(ports.byName().get(service.port())));
        variables.put(
                "SPRING_DATASOURCE_URL",
                MariaDbAccounts.jdbcUrl(ports.database(), service.database()));
        variables.put("SPRING_DATASOURCE_USERNAME", service.database());
        variables.put("SPRING_DATASOURCE_PASSWORD", secrets.passwordOf(service.database()));
        // bench is a few customers who order as fast as they can.
        variables.put("APP_WEB_RATE_PER_SECOND", UNLIMITED);
        variables.put("APP_WEB_RATE_BURST", UNLIMITED);
        variables.put("APP_ORDER_MAX_OPEN", UNLIMITED);
        if (service.port().equals("notification")) {
            variables.put("SPRING_MAIL_HOST", "127.0.0.1");
            variables.put("SPRING_MAIL_PORT", Integer.toString(ports.smtp()));
        }
        if (service.port().equals("order")) {
            // Its timeline asks the others what they did.
            variables.put("INVENTORY_SERVICE_URL", "http://127.0.0.1:" + ports.inventory());
            variables.put("PAYMENT_SERVICE_URL", "http://127.0.0.1:" + ports.payment());
            variables.put("NOTIFICATION_SERVICE_URL", "http://127.0.0.1:" + ports.notification());
        }
        variables.putAll(settings.environment().getOrDefault(service.name(), Map.of()));
        return variables;
    }

    /** What services and console have in common. */
    private static Map<String, String> common(StackSettings settings, Secrets secrets) {
        var variables = new HashMap<String, String>();
        variables.put("SERVER_ADDRESS", "127.0.0.1");
        variables.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + settings.ports().kafka());
        // Callers are believed; unless --security jwt is among the settings below.
        variables.put("APP_SECURITY_MODE", Security.HEADER.name());
        variables.put("APP_SECURITY_JWT_ISSUER", TokenIssuer.NAME);
        variables.put(
                "APP_SECURITY_JWT_JWK_SET_URI",
                SigningKey.publicHalf(settings.home()).toUri().toString());
        variables.put("APP_SECURITY_SERVICE_TOKEN", secrets.passwordOf("services"));
        variables.put("APP_SECURITY_MONITORING_TOKEN", secrets.passwordOf("monitoring"));
        return variables;
    }

    private static List<String> java(String heap, List<String> program) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options(heap));
        command.addAll(program);
        return List.copyOf(command);
    }

    private static List<String> options(String heap) {
        var options = new ArrayList<>(List.of(heap));
        options.addAll(JVM);
        options.addAll(largePages(LARGE_PAGES_MODE));
        return List.copyOf(options);
    }

    /**
     * Only on Linux there are such options, and a JVM complains at each start where the system
     * refuses large pages.
     *
     * @param mode where Linux says who gets them, the present mode in brackets
     */
    static List<String> largePages(Path mode) {
        try {
            return Files.readString(mode).contains("[never]") ? List.of() : LARGE_PAGES;
        } catch (IOException notLinux) {
            return List.of();
        }
    }
}
