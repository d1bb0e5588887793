package dev.orderflow.events.deadletter;

import java.util.UUID;

/**
 * How far a replay has come.
 *
 * @param letters all of it: sent, waiting and stopped together
 * @param sent those that lie on the retry topic, whatever became of them there
 * @param waiting those that are still to be sent
 * @param failedAgain those of the sent ones that came back
 * @param applied those of the sent ones whose event has been handled
 * @param stopped those that are open again without having been sent, as another one came back
 */
record ReplayProgress(
        UUID replayId,
        long letters,
        long sent,
        long waiting,
        long failedAgain,
        long applied,
        long stopped) {}
