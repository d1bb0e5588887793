package dev.orderflow.cli.dlq;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** How far dead letters that are sent again have come, as their service says. */
public record ReplayProgress(ObjectNode json) {

    /** Whether nothing is on its way any more. */
    public boolean isOver() {
        return count("waiting") == 0 && count("applied") + count("failedAgain") >= count("sent");
    }

    /** Whether all of it has had its effect. */
    public boolean isClean() {
        return isOver() && count("failedAgain") == 0 && count("stopped") == 0;
    }

    /** For people. */
    public List<String> sentences() {
        var sentences = new ArrayList<String>();
        sentences.add(
                "%d sent, %d applied, %d failed again."
                        .formatted(count("sent"), count("applied"), count("failedAgain")));
        if (count("stopped") > 0) {
            sentences.add(
                    "It stopped there: %d not sent, and open as before."
                            .formatted(count("stopped")));
        }
        if (!isOver()) {
            sentences.add(
                    "The rest is still on its way; ./orderflow dlq list --state any tells more later.");
        }
        return sentences;
    }

    private long count(String field) {
        return json.path(field).asLong(0);
    }
}
