package dev.orderflow.web;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each caller may call: a bucket of tokens for each of those who called last. */
final class CallRates {

    /** Whoever called longer ago than so many others begins anew. */
    private static final int CALLERS = 10_000;

    private final WebProperties.Rate rate;
    private final TimeMeter time;
    private final Map<String, Bucket> buckets =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {

                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                            return size() > CALLERS;
                        }
                    });

    CallRates(WebProperties.Rate rate) {
        this(rate, TimeMeter.SYSTEM_NANOTIME);
    }

    CallRates(WebProperties.Rate rate, TimeMeter time) {
        this.rate = rate;
        this.time = time;
    }

    /** Zero where the caller may call now, else how long they have to wait. */
    Duration tryCall(String userId) {
        var call = buckets.computeIfAbsent(userId, _ -> full()).tryConsumeAndReturnRemaining(1);
        return Duration.ofNanos(call.getNanosToWaitForRefill());
    }

    private Bucket full() {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(
                        limit ->
                                limit.capacity(rate.burst())
                                        .refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                .build();
    }
}
