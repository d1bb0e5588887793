package dev.orderflow.cli;

import dev.orderflow.cli.dlq.DeadLetterDesk;
import dev.orderflow.cli.dlq.DeadLetterDesk.Answers;
import dev.orderflow.cli.dlq.Json;
import dev.orderflow.cli.dlq.Operator;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What all commands about dead letters have in common. */
final class DlqOptions {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    @Mixin private HomeOptions home;

    @Mixin private ServiceOptions services;

    @Option(names = "--json", description = "Print JSON, with everything that is known.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    DeadLetterDesk desk() {
        return new DeadLetterDesk(
                services.of(home), Operator.atThisTerminal(), services.credentials(home));
    }

    boolean json() {
        return json;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    void print(JsonNode answer) {
        out().println(Json.pretty(answer));
    }

    /** A JSON object that says which services are missing in it, as an order's timeline does. */
    static ObjectNode withUnavailable(Answers<?> answers) {
        var object = JsonNodeFactory.instance.objectNode();
        var unavailable = object.putArray("unavailable");
        answers.missing().keySet().forEach(it -> unavailable.add(it.toString()));
        return object;
    }

    /** Of a service that did not answer nobody knows. */
    void sayThatThereIsNone(boolean everybodyAnswered) {
        if (everybodyAnswered) {
            out().println("No dead letters.");
        }
    }

    /** Says who did not answer; the exit code is that of a problem if anybody did not. */
    int complain(Answers<?> answers) {
        var err = spec.commandLine().getErr();
        answers.missing().values().forEach(it -> err.println("orderflow: " + it.getMessage()));
        return answers.isComplete() ? 0 : Orderflow.EXIT_PROBLEM;
    }

    /** Without a year: dead letters do not live that long. */
    static String time(Instant moment) {
        return TIME.format(moment);
    }
}
