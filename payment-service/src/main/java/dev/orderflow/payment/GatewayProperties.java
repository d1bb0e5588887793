package dev.orderflow.payment;

import dev.orderflow.payment.domain.GatewayPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * See {@link GatewayPolicy}.
 *
 * @param maxCharges how often a card is charged anew after the gateway said that it knew nothing of
 *     the last time
 * @param lease longer than {@code app.simulated-gateway.timeout}, or operations are enquired about
 *     while they are called
 * @param firstPause before the first enquiry after an unclear answer
 * @param longestPause what pauses grow to; a refund that cannot be done is tried this often, for
 *     ever
 */
@ConfigurationProperties("app.gateway")
record GatewayProperties(
        @DefaultValue("3") int maxCharges,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("5m") Duration longestPause) {

    GatewayPolicy toPolicy() {
        return new GatewayPolicy(maxCharges, lease, firstPause, longestPause);
    }
}
