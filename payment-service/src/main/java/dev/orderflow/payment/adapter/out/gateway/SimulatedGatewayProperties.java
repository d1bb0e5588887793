package dev.orderflow.payment.adapter.out.gateway;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param timeout how long this side waits for an answer
 * @param settlesAfter how long after the call an enquiry can see a late success
 */
@ConfigurationProperties("app.simulated-gateway")
record SimulatedGatewayProperties(
        @DefaultValue("2s") Duration timeout, @DefaultValue("2500ms") Duration settlesAfter) {}
