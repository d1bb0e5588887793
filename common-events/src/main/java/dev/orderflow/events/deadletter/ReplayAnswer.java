package dev.orderflow.events.deadletter;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a replay will do, or would.
 *
 * @param replayId to ask how it goes; null for a dry run
 * @param letters how many are sent
 * @param alreadyApplied how many of those selected have been handled: left out unless asked for
 * @param stale how many of those selected are sent though time has gone on
 * @param unreadable how many of those selected are left out, as they would come straight back and
 *     stop the others
 */
record ReplayAnswer(
        @Nullable UUID replayId,
        int letters,
        int alreadyApplied,
        int stale,
        int unreadable,
        boolean dryRun) {}
