package dev.orderflow.cli.dlq;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Everything about one dead letter: first what to do about it, last the stack trace. What its
 * service says and this class does not know is shown all the same.
 */
public final class LetterPage {

    private static final Set<String> SHOWN_ELSEWHERE =
            Set.of(
                    "id",
                    "state",
                    "advice",
                    "value",
                    "valueEncoding",
                    "headers",
                    "acts",
                    "stackTrace");

    private final Letter letter;
    private final PrintWriter out;

    public LetterPage(Letter letter, PrintWriter out) {
        this.letter = letter;
        this.out = out;
    }

    public void print() {
        advice();
        out.printf("%n%s  %s%n", letter.reference(), Printable.line(letter.state()));
        fields(letter.json(), "  ");
        headers();
        value();
        acts();
        stackTrace();
        out.flush();
    }

    private void advice() {
        var advice = letter.json().path("advice");
        out.printf(
                "%s: %s%n",
                words(advice.path("verdict").asString("no advice")),
                Printable.line(advice.path("why").asString("")));
    }

    private void fields(JsonNode json, String indent) {
        var fields =
                json.properties().stream()
                        .filter(it -> !SHOWN_ELSEWHERE.contains(it.getKey()))
                        .filter(it -> !it.getValue().isNull())
                        .toList();
        var width = fields.stream().mapToInt(it -> words(it.getKey()).length()).max().orElse(0);
        for (var field : fields) {
            var name = words(field.getKey());
            if (field.getValue().isObject()) {
                out.println(indent + name);
                fields(field.getValue(), indent + "  ");
            } else {
                out.println(
                        indent
                                + name
                                + " ".repeat(width - name.length() + 2)
                                + text(field.getValue()));
            }
        }
    }

    private void headers() {
        var headers = letter.json().path("headers");
        if (!headers.isEmpty()) {
            out.println("headers");
            headers.forEach(
                    it ->
                            out.printf(
                                    "  %-16s %s%s%n",
                                    text(it.path("name")),
                                    text(it.path("value")),
                                    isBinary(it, "encoding") ? " (base64)" : ""));
        }
    }

    private void value() {
        out.println(isBinary(letter.json(), "valueEncoding") ? "value, in base64" : "value");
        var value = letter.json().path("value");
        if (value.isMissingNode() || value.isNull()) {
            out.println("  none");
            return;
        }
        out.println(
                indented(
                        Json.read(letter.value())
                                .map(Json::pretty)
                                .orElseGet(() -> Printable.block(letter.value()))));
    }

    private void acts() {
        var acts = letter.json().path("acts");
        if (!acts.isEmpty()) {
            out.println("acts");
            acts.forEach(
                    act ->
                            out.println(
                                    "  "
                                            + String.join(
                                                    "  ",
                                                    act.values().stream()
                                                            .filter(it -> !it.isNull())
                                                            .map(LetterPage::text)
                                                            .toList())));
        }
    }

    private void stackTrace() {
        var trace = letter.json().path("stackTrace").asString("");
        if (!trace.isEmpty()) {
            out.println("stack trace");
            out.println(indented(Printable.block(trace)));
        }
    }

    private static boolean isBinary(JsonNode json, String encoding) {
        return json.path(encoding).asString("").equals("base64");
    }

    private static String text(JsonNode value) {
        return Printable.line(value.isValueNode() ? value.asString("") : Json.compact(value));
    }

    private static String indented(String block) {
        return block.indent(2).stripTrailing();
    }

    /** {@code errorClass} is "error class", {@code ALREADY_APPLIED} is "Already applied". */
    private static String words(String name) {
        if (name.equals(name.toUpperCase(Locale.ROOT))) {
            return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        return Printable.line(name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT));
    }
}
