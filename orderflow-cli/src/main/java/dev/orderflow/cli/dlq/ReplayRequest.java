package dev.orderflow.cli.dlq;

import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be replayed, and how.
 *
 * @param dryRun only say what would be
 * @param perSecond how many a second at most
 * @param evenIfApplied also those whose event has had its effect
 */
public record ReplayRequest(
        Selection selection, boolean dryRun, int perSecond, boolean evenIfApplied) {

    /** Which dead letters of a service. */
    public sealed interface Selection {

        /** One. */
        record One(String id) implements Selection {}

        /** All open ones of a group. */
        record Group(String group) implements Selection {}

        /** All open ones that died before this moment. */
        record Until(Instant end) implements Selection {}
    }

    ObjectNode asJson() {
        var json = JsonNodeFactory.instance.objectNode();
        switch (selection) {
            case Selection.One(var id) -> json.put("id", Long.parseLong(id));
            case Selection.Group(var group) -> json.put("group", group);
            case Selection.Until(var end) -> json.put("until", end.toString());
        }
        return json.put("dryRun", dryRun)
                .put("perSecond", perSecond)
                .put("evenIfApplied", evenIfApplied);
    }
}
