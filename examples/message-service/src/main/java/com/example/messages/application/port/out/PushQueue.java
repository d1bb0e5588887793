package com.example.messages.application.port.out;

import com.example.messages.domain.Push;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** News that wait to be told. Whoever takes some of them has them for the length of a claim. */
public interface PushQueue {

    /**
     * Changes nothing where it is known.
     *
     * @param gatewayAt when it goes to the gateway, unless a browser has shown it
     */
    void add(Push push, Instant gatewayAt);

    /** For these people, the oldest first. */
    List<Push> claimFor(Collection<String> people, Instant until, int limit);

    /** For anybody, if their time for the gateway has come. */
    List<Push> claimDue(Instant now, Instant until, int limit);

    void done(Collection<Push> pushes);

    void givenUp(Collection<Push> pushes, String reason);

    /** Of those that are done with; at most so many. Returns how many there were. */
    int removeSettledBefore(Instant time, int limit);

    void again(Push push, Instant at, String reason);
}
