package dev.orderflow.cli;

import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.cli.token.SigningKey;
import dev.orderflow.cli.token.TokenIssuer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Signs a token for a stack that was started with --security jwt.",
        footer = {
            "",
            "curl -H \"Authorization: Bearer $(./orderflow token --user 1)\" http://localhost:8080/api/orders"
        })
final class TokenCommand implements Runnable {

    @Mixin private HomeOptions home;

    @Option(
            names = "--user",
            paramLabel = "ID",
            required = true,
            description = "Whose calls they will be: 1 to 64 of A-Z a-z 0-9 . _ @ -")
    private String user;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "USER",
            description =
                    "USER, ADMIN (who is a USER, too) or MONITORING; can be repeated (default: ${DEFAULT-VALUE}).")
    private List<Role> roles;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "1h",
            converter = Lifetime.class,
            description = "How long it is good, e.g. 90s, 30m, 8h (default: ${DEFAULT-VALUE}).")
    private Duration lifetime;

    @Spec private CommandSpec spec;

    enum Role {
        USER,
        ADMIN,
        MONITORING
    }

    @Override
    public void run() {
        if (!user.matches("[A-Za-z0-9._@-]{1,64}")) {
            throw new StackProblem("--user must be 1 to 64 of A-Z a-z 0-9 . _ @ -");
        }
        var key =
                SigningKey.in(home.folder())
                        .orElseThrow(
                                () ->
                                        new StackProblem(
                                                "There is no key to sign with yet: ./orderflow up makes it at its first start."));
        var token =
                new TokenIssuer(key, Clock.systemUTC())
                        .token(user, roles.stream().map(Role::name).distinct().toList(), lifetime);
        spec.commandLine().getOut().println(token);
    }

    /** As settings of the services are written. */
    static final class Lifetime implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            if (!text.matches("[1-9][0-9]{0,5}[smhd]")) {
                throw new TypeConversionException(
                        "'%s' is no time like 90s, 30m, 8h or 7d".formatted(text));
            }
            var number = Long.parseLong(text.substring(0, text.length() - 1));
            return switch (text.charAt(text.length() - 1)) {
                case 's' -> Duration.ofSeconds(number);
                case 'm' -> Duration.ofMinutes(number);
                case 'h' -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        }
    }
}
