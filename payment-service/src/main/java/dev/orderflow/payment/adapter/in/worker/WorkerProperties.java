package dev.orderflow.payment.adapter.in.worker;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param autoStartup whether this instance asks the gateway at all
 * @param parallelCalls how many calls it makes at a time
 * @param pollInterval how often it looks for what is due; what this instance itself adds it sees at
 *     once
 */
@Validated
@ConfigurationProperties("app.gateway-worker")
record WorkerProperties(
        @DefaultValue("true") boolean autoStartup,
        @DefaultValue("16") @Min(1) int parallelCalls,
        @DefaultValue("250ms") Duration pollInterval) {}
