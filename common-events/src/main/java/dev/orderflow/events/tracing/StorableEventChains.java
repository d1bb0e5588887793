package dev.orderflow.events.tracing;

import dev.orderflow.events.EventChains;
import dev.orderflow.events.wire.CurrentEvent;
import dev.orderflow.events.wire.EventTracing;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

@RequiredArgsConstructor
class StorableEventChains implements EventChains {

    private final EventTracing tracing;

    @Override
    public @Nullable String current() {
        return new Chain(
                        CurrentEvent.cause(),
                        Optional.ofNullable(tracing.current()).flatMap(TraceParent::read))
                .text();
    }

    @Override
    public void continueIn(@Nullable String chain, Runnable work) {
        var continued = Chain.parse(chain);
        Runnable traced =
                () ->
                        continued
                                .trace()
                                .ifPresentOrElse(
                                        place -> tracing.whileIn(place.text(), work), work);
        continued
                .cause()
                .ifPresentOrElse(cause -> CurrentEvent.whileFollowing(cause, traced), traced);
    }
}
