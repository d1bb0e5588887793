package dev.orderflow.cli.chaos;

import java.util.List;
import java.util.Map;

/** Something that goes wrong while orders are placed. */
interface Fault {

    /** As on the command line. */
    String name();

    /** What should hold nevertheless, and what happens meanwhile. */
    String hypothesis();

    /** What customers do in the meantime. */
    default Traffic traffic() {
        return Traffic.USUAL;
    }

    /** Settings that the services need for it, by service; a system of its own is started then. */
    default Map<String, Map<String, String>> environment() {
        return Map.of();
    }

    /** Whether it is about them: they are started, too, and people use them. */
    default boolean needsExamples() {
        return false;
    }

    /** Those of which there are two instances from the beginning, which visitors use both. */
    default List<String> doubledServices() {
        return List.of();
    }

    /**
     * Breaks something, waits, and mends it: when this returns, or throws, nothing is held back any
     * more, and all that is left to do is to recover.
     */
    void happen(Scene scene) throws Exception;
}
