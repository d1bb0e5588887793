package dev.orderflow.console.pipeline;

import dev.orderflow.console.ConsoleProperties;
import dev.orderflow.web.EventStream;
import dev.orderflow.web.EventStreams;
import dev.orderflow.web.EventStreams.Limits;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Viewers {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(1);

    /** In {@code header} mode all of them may have the same name. */
    @Bean
    EventStreams<EventStream> openViewers(ConsoleProperties properties) {
        var most = properties.viewers();
        return new EventStreams<>(new Limits(HEARTBEAT, LONGEST, most, most), Clock.systemUTC());
    }
}
