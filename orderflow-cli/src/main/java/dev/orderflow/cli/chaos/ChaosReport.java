package dev.orderflow.cli.chaos;

import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.cli.verify.Invariant;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What came of all rounds. */
public record ChaosReport(Chaos.Plan plan, List<Result> results) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String HEAD =
            "  %-26s %6s %7s %6s %9s %9s %5s %8s %-10s %10s%n"
                    .formatted(
                            "fault",
                            "seed",
                            "due/s",
                            "orders",
                            "completed",
                            "cancelled",
                            "lost",
                            "doubled",
                            "broken",
                            "recovered");

    /** Whether nothing was lost, doubled, broken or left open in any of them. */
    public boolean isClean() {
        return !results.isEmpty() && results.stream().allMatch(Result::isClean);
    }

    /** As a table. */
    public void print(PrintWriter out) {
        out.println();
        out.print(HEAD);
        results.forEach(it -> out.print(row(it)));
        out.flush();
    }

    static void print(Result result, PrintWriter out) {
        out.print(row(result));
        var written = result.written();
        if (!written.isNothing()) {
            out.printf(
                    "      and %d messages, %.0f a second of %.0f due, %d more of requests not answered; %d read, %d deleted; with all that follows from them%n",
                    written.told(),
                    written.perSecond(),
                    written.due(),
                    written.untold(),
                    written.read(),
                    written.deleted());
        }
        result.remarks().forEach(it -> out.println("      " + it));
        out.flush();
    }

    private static String row(Result it) {
        return "  %-26s %6d %7.0f %6d %9d %9d %5d %8d %-10s %10s%n"
                .formatted(
                        it.fault(),
                        it.seed(),
                        it.offered(),
                        it.orders(),
                        it.completed(),
                        it.cancelled(),
                        it.lost(),
                        it.doubled(),
                        broken(it),
                        recovered(it));
    }

    static String broken(Result result) {
        return result.broken().isEmpty()
                ? "none"
                : result.broken().stream()
                        .map(Invariant::toString)
                        .collect(Collectors.joining(" "));
    }

    static String recovered(Result result) {
        return result.recoverySeconds().isPresent()
                ? String.format(Locale.ROOT, "%.1f s", result.recoverySeconds().getAsDouble())
                : "never";
    }

    /**
     * For programs.
     *
     * @throws StackProblem where the file cannot be written
     */
    public void write(Path file) {
        var all = JSON.createObjectNode();
        all.put("rate", plan.rate());
        all.put("seconds", plan.time().toSeconds());
        all.put("clean", isClean());
        var rounds = all.putArray("rounds");
        results.forEach(it -> fill(rounds.addObject(), it));
        try {
            Files.writeString(file, JSON.writeValueAsString(all) + "\n");
        } catch (IOException e) {
            throw new StackProblem("%s cannot be written (%s).".formatted(file, e.getMessage()), e);
        }
    }

    private static void fill(ObjectNode json, Result it) {
        json.put("fault", it.fault());
        json.put("seed", it.seed());
        json.put("offeredPerSecond", rounded(it.offered()));
        json.put("faultSeconds", rounded(it.faultSeconds()));
        json.put("orders", it.orders());
        json.put("completed", it.completed());
        json.put("cancelled", it.cancelled());
        json.put("messages", it.written().told());
        json.put("messagesDuePerSecond", rounded(it.written().due()));
        json.put("messagesPerSecond", rounded(it.written().perSecond()));
        json.put("messagesNotAnswered", it.written().untold());
        json.put("messagesRead", it.written().read());
        json.put("messagesDeleted", it.written().deleted());
        json.put("lost", it.lost());
        json.put("doubled", it.doubled());
        json.put("repeatedRequests", it.repeated());
        var broken = json.putArray("broken");
        it.broken().forEach(invariant -> broken.add(invariant.toString()));
        it.recoverySeconds().ifPresent(seconds -> json.put("recoverySeconds", rounded(seconds)));
        var remarks = json.putArray("remarks");
        it.remarks().forEach(remarks::add);
        json.put("clean", it.isClean());
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
