package dev.orderflow.events;

import java.util.Map;

/**
 * Makes of an event of one version what it would be in the next, so that events of every version
 * ever published can be read for ever: they are on topics, in archives and among the dead letters
 * longer than the program that wrote them. Named in {@link EventType#upcasters()}.
 *
 * <p>Has a constructor without arguments. One instance is used by many threads.
 */
@FunctionalInterface
public interface Upcaster {

    /**
     * Must succeed for every event that is valid in its version; whatever it throws makes the event
     * unreadable.
     *
     * @param older the event as it is on the wire, with its metadata: text is a {@link String}, a
     *     whole number an {@link Integer}, {@link Long} or {@link java.math.BigInteger}, another
     *     number a {@link java.math.BigDecimal}, an object a {@link Map}, an array a {@link
     *     java.util.List}, an amount text; it may be changed and returned
     * @return the event in the next version, with the same {@code aggregateId}
     */
    Map<String, Object> upcast(Map<String, Object> older);
}
