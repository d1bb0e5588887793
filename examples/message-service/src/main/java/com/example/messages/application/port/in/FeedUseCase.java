package com.example.messages.application.port.in;

import com.example.messages.domain.Flaw;
import java.util.List;
import java.util.UUID;

/** Lets clients that do not speak Kafka publish events of types that are known by schema only. */
public interface FeedUseCase {

    /**
     * Publishes all of them or none.
     *
     * @param elements JSON texts
     * @return the events' ids, in their order; they are in the outbox
     * @throws FeedNotFound when there is no feed of this name
     * @throws FlawedElements when some are not as the feed's schema wants them
     */
    List<UUID> publish(String feed, List<String> elements);

    /** There is no feed of this name. */
    final class FeedNotFound extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public FeedNotFound(String feed) {
            super("There is no feed " + feed);
        }
    }

    /** Nothing was published. */
    final class FlawedElements extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<Flaw> flaws;

        public FlawedElements(List<Flaw> flaws) {
            super(
                    "Element %d, at %s: %s"
                            .formatted(
                                    flaws.getFirst().element(),
                                    flaws.getFirst().path(),
                                    flaws.getFirst().problem()));
            this.flaws = flaws;
        }

        public List<Flaw> flaws() {
            return flaws;
        }
    }
}
