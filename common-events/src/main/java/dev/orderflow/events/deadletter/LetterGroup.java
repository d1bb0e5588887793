package dev.orderflow.events.deadletter;

import java.time.Instant;
import java.util.Map;

/**
 * Letters with one cause.
 *
 * @param message what the exception said, with placeholders for the values in it
 * @param count how many there are in the states asked for; oldest and newest are of them
 * @param states how many there are in each state
 */
record LetterGroup(
        String group,
        String consumer,
        String topic,
        String errorClass,
        String message,
        long count,
        Instant oldest,
        Instant newest,
        Map<State, Long> states) {}
