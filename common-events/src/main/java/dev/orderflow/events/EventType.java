package dev.orderflow.events;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** What an {@link Event} is called outside this program. */
@Target(TYPE)
@Retention(RUNTIME)
public @interface EventType {

    /**
     * {@code eventType} on the wire, and the topic unless {@code app.kafka.topics} names another.
     */
    String value();

    /**
     * {@code version} on the wire. It grows only with a change that breaks readers; new fields do
     * not change it, readers ignore what they do not know.
     */
    int version() default 1;

    /**
     * What reads older versions, oldest first: the last one leads from the version before {@link
     * #version()} to it, the one before that to its predecessor. A version without one is refused.
     */
    Class<? extends Upcaster>[] upcasters() default {};
}
