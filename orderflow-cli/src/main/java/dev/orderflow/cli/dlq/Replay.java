package dev.orderflow.cli.dlq;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a service took on to replay, or would. */
public record Replay(Service service, ObjectNode json) {

    public String id() {
        return json.path("replayId").asString("");
    }

    /** Whether it only says what it would send. */
    public boolean isDryRun() {
        return json.path("dryRun").asBoolean(false);
    }

    /** How many are sent, or would be. */
    public long letters() {
        return json.path("letters").asLong(0);
    }

    public long alreadyApplied() {
        return json.path("alreadyApplied").asLong(0);
    }

    public long stale() {
        return json.path("stale").asLong(0);
    }

    public long unreadable() {
        return json.path("unreadable").asLong(0);
    }

    /**
     * How far it has come.
     *
     * @param sent how many were sent
     * @param waiting how many are yet to be
     * @param failedAgain how many of those sent are dead letters once more
     * @param applied how many of those sent have had their effect
     * @param stopped whether the rest is not sent, because one failed again
     */
    public record Progress(
            long sent, long waiting, long failedAgain, long applied, boolean stopped) {

        static Progress of(JsonNode json) {
            return new Progress(
                    json.path("sent").asLong(0),
                    json.path("waiting").asLong(0),
                    json.path("failedAgain").asLong(0),
                    json.path("applied").asLong(0),
                    json.path("stopped").asBoolean(false));
        }

        /** Whether nothing is on its way any more. */
        public boolean isOver() {
            return waiting == 0 && applied + failedAgain >= sent;
        }
    }
}
