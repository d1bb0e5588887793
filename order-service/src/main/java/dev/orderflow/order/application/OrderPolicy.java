package dev.orderflow.order.application;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param deadline an order that is not final so long after it was placed is cancelled with reason
 *     {@code TIMEOUT}
 * @param cancelWindow how long after its completion a customer can cancel an order
 * @param maxOpen about so many orders of one customer may be open at once
 * @param maxOpenInAll about so many of all customers; no more than are done by their deadline
 */
@ConfigurationProperties("app.order")
public record OrderPolicy(
        @DefaultValue("15m") Duration deadline,
        @DefaultValue("24h") Duration cancelWindow,
        @DefaultValue("100") int maxOpen,
        @DefaultValue("20000") int maxOpenInAll) {}
