package dev.orderflow.order.adapter.in.web;

import dev.orderflow.web.EventStreams;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Of the streams by which customers watch their orders.
 *
 * @param heartbeat how long a stream is silent at most, so that proxies and clients know it is
 *     there
 * @param longest a stream ends after this time, whatever the order does; clients come again by
 *     themselves
 * @param maxStreams open at once in this instance
 * @param maxPerCustomer open at once of one customer in this instance
 */
@Validated
@ConfigurationProperties("app.order.tracking")
record TrackingProperties(
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("10m") Duration longest,
        @DefaultValue("1000") @Min(1) int maxStreams,
        @DefaultValue("10") @Min(1) int maxPerCustomer) {

    EventStreams.Limits limits() {
        return new EventStreams.Limits(heartbeat, longest, maxStreams, maxPerCustomer);
    }
}
