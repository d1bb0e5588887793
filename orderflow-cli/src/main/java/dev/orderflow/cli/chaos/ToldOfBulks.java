package dev.orderflow.cli.chaos;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What those were told who send many messages at once, each try under a name of its own. */
final class ToldOfBulks extends Told {

    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> unclear = ConcurrentHashMap.newKeySet();

    void sent(String sender) {
        sent.add(sender);
    }

    /** Nobody knows how many of them this try has sent. */
    void unclear(String sender) {
        unclear.add(sender);
    }

    /** All of theirs are there. */
    Set<String> sent() {
        return sent;
    }

    /** Some of theirs may be there. */
    Set<String> unclear() {
        return unclear;
    }
}
