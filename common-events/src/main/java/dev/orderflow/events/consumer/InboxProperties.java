package dev.orderflow.events.consumer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param retention how long a handled event is remembered; must outlast everything that can deliver
 *     it again, that is the retention of its topic and of the dead-letter topics together
 */
@ConfigurationProperties("app.kafka.inbox")
record InboxProperties(@DefaultValue("30d") Duration retention) {}
