package dev.orderflow.cli;

import dev.orderflow.cli.stack.Mail;
import dev.orderflow.cli.stack.Mailbox;
import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.stack.StackProblem;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "mails",
        mixinStandardHelpOptions = true,
        description = "Shows the mails that customers were sent, the newest last.")
final class MailsCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    @Mixin private HomeOptions home;

    @Option(
            names = {"-u", "--user"},
            paramLabel = "ID",
            description = "Only those to this user.")
    private @Nullable String user;

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            defaultValue = "20",
            description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int count;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var stack =
                RunningStack.in(home.folder())
                        .orElseThrow(
                                () ->
                                        new StackProblem(
                                                "Orderflow is not running, and mails are not kept"
                                                        + " when it stops."));
        var mails = Mailbox.at(stack.ports().imap()).newest(count, user);
        var out = spec.commandLine().getOut();
        if (mails.isEmpty()) {
            out.println(user == null ? "No mails yet." : "No mails to user %s.".formatted(user));
        }
        mails.forEach(mail -> print(mail, out));
        return 0;
    }

    private static void print(Mail mail, PrintWriter out) {
        out.printf("%s  to %s%n  %s%n", TIME.format(mail.at()), mail.to(), mail.subject());
        out.println(mail.text().strip().indent(4));
    }
}
