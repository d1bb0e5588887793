package dev.orderflow.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxBodyBytes the largest request body that is read
 * @param bodyTimeout how long a body may take to come
 * @param requestTimeout what a request takes at the most, so that nobody who waits longer for an
 *     answer waits in vain; {@code Prefer: wait} comes on top, and what a stream tells after it has
 *     begun. The waits that it is made of must fit into it: {@code body-timeout}, {@code
 *     server.tomcat.connection-timeout}, {@code spring.datasource.hikari.connection-timeout} and
 *     the driver's {@code socketTimeout}
 * @param rate of the calls that one caller may make to this instance
 */
@Validated
@ConfigurationProperties("app.web")
record WebProperties(
        @DefaultValue("262144") @Min(1024) int maxBodyBytes,
        @DefaultValue("10s") Duration bodyTimeout,
        @DefaultValue("60s") Duration requestTimeout,
        @DefaultValue @Valid Rate rate) {

    /**
     * @param perSecond calls, over time
     * @param burst calls at once, after a pause
     */
    record Rate(
            @DefaultValue("50") @Min(1) int perSecond, @DefaultValue("100") @Min(1) int burst) {}
}
