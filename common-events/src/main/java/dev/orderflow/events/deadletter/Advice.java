package dev.orderflow.events.deadletter;

/**
 * What a replay of a letter would do now.
 *
 * @param why a sentence for a person
 */
record Advice(Verdict verdict, String why) {

    /** In short. */
    enum Verdict {
        /** The consumer would refuse it as before: it would come straight back. */
        UNREADABLE,
        /** The event has been handled: a replay changes nothing. */
        ALREADY_APPLIED,
        /** Time has gone on: whoever replays should know what the handler does with old events. */
        STALE,
        /** It has not been handled, and nothing later has. */
        SAFE
    }
}
