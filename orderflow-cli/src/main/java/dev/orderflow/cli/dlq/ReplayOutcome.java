package dev.orderflow.cli.dlq;

import dev.orderflow.cli.dlq.Replay.Progress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of a replay.
 *
 * @param progress how far it came; null where nobody waited for it, or nothing was sent
 */
public record ReplayOutcome(Replay replay, @Nullable Progress progress) {

    /** Whether nothing failed again, as far as anybody looked. */
    public boolean isClean() {
        return progress == null || progress.isOver() && progress.failedAgain() == 0;
    }

    /** For people. */
    public List<String> sentences() {
        var sentences = new ArrayList<String>();
        sentences.add("%s: %s".formatted(replay.service(), asked()));
        if (progress != null) {
            sentences.add(
                    "  %d sent, %d applied, %d failed again."
                            .formatted(
                                    progress.sent(), progress.applied(), progress.failedAgain()));
            if (progress.stopped()) {
                sentences.add(
                        "  It stopped at the first that failed again; what was not sent is open as before.");
            }
            if (!progress.isOver()) {
                sentences.add(
                        "  The rest is still on its way; ./orderflow dlq list --state any tells more later.");
            }
        }
        return sentences;
    }

    private String asked() {
        var found = new ArrayList<String>();
        found.add(letters(replay.letters()) + (replay.isDryRun() ? " would be sent" : " to send"));
        addTo(found, replay.alreadyApplied(), "already applied");
        addTo(found, replay.stale(), "stale");
        addTo(found, replay.unreadable(), "unreadable");
        return String.join(", ", found) + ".";
    }

    private static String letters(long count) {
        return count == 1 ? "1 dead letter" : count + " dead letters";
    }

    private static void addTo(List<String> found, long count, String what) {
        if (count > 0) {
            found.add("%d %s".formatted(count, what));
        }
    }

    /** Everything the service said, and the progress where there is one. */
    public ObjectNode asJson() {
        var json = Letter.withReferences(replay.service(), replay.json());
        if (progress != null) {
            json.putObject("progress")
                    .put("sent", progress.sent())
                    .put("waiting", progress.waiting())
                    .put("applied", progress.applied())
                    .put("failedAgain", progress.failedAgain())
                    .put("stopped", progress.stopped())
                    .put("over", progress.isOver());
        }
        return json;
    }
}
