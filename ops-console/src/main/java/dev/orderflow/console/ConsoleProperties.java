package dev.orderflow.console;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param services where the services answer, by name; one whose address is blank is not there
 * @param sampleEvery how often services and broker are asked while somebody watches
 * @param viewers how many may watch at once
 * @param invariants where {@code ./orderflow verify --metrics-port} tells what it found
 * @param mishaps whether unreadable records may be sent from the page "Try it"
 * @param hosts names under which this page is reached, beside those of this machine; only {@code
 *     header} mode looks at them
 */
@Validated
@ConfigurationProperties("app.console")
public record ConsoleProperties(
        @NotEmpty Map<String, URI> services,
        @DefaultValue("2s") Duration sampleEvery,
        @DefaultValue("50") @Min(1) @Max(1000) int viewers,
        @DefaultValue("http://127.0.0.1:9464/metrics") URI invariants,
        @DefaultValue("false") boolean mishaps,
        @DefaultValue({}) List<String> hosts) {}
