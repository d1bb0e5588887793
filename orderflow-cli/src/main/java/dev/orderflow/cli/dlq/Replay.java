package dev.orderflow.cli.dlq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a service took on to replay, or would, and how far it came.
 *
 * @param request what it was asked for
 * @param answer what it said to that
 * @param progress null where nobody waited for it, or there was nothing to send
 */
public record Replay(
        Service service,
        ReplayRequest request,
        ObjectNode answer,
        @Nullable ReplayProgress progress) {

    Replay(Service service, ReplayRequest request, ObjectNode answer) {
        this(service, request, answer, null);
    }

    public String id() {
        return answer.path("replayId").asString("");
    }

    /** Whether there is anything to wait for. */
    public boolean isUnderWay() {
        return !request.dryRun() && count("letters") > 0;
    }

    public Replay with(ReplayProgress seen) {
        return new Replay(service, request, answer, seen);
    }

    /** Whether nothing failed again, as far as anybody looked. */
    public boolean isClean() {
        return progress == null || progress.isClean();
    }

    /** For people. */
    public List<String> sentences() {
        var sentences = new ArrayList<String>();
        sentences.add("%s: %s".formatted(service, taken() + left()));
        if (progress != null) {
            progress.sentences().forEach(it -> sentences.add("  " + it));
        }
        return sentences;
    }

    private String taken() {
        var letters = count("letters");
        if (letters == 0) {
            return "nothing to replay.";
        }
        var among = new ArrayList<String>();
        if (request.evenIfApplied()) {
            addTo(among, "alreadyApplied", "already applied");
        }
        addTo(among, "stale", "stale");
        return "%d %s %s%s."
                .formatted(
                        letters,
                        letters == 1 ? "dead letter" : "dead letters",
                        request.dryRun() ? "would be sent" : "to send",
                        among.isEmpty() ? "" : ", among them " + String.join(", ", among));
    }

    private String left() {
        var left = new ArrayList<String>();
        if (!request.evenIfApplied()) {
            addTo(left, "alreadyApplied", "already applied");
        }
        addTo(left, "unreadable", "unreadable");
        return left.isEmpty() ? "" : " Left out: %s.".formatted(String.join(", ", left));
    }

    private void addTo(List<String> counted, String field, String what) {
        if (count(field) > 0) {
            counted.add("%d %s".formatted(count(field), what));
        }
    }

    private long count(String field) {
        return answer.path(field).asLong(0);
    }

    /** Everything the service said. */
    public ObjectNode asJson() {
        var json = Letter.withReferences(service, answer);
        if (progress != null) {
            json.set("progress", progress.json());
        }
        return json;
    }
}
