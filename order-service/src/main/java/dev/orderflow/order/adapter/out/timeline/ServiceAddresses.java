package dev.orderflow.order.adapter.out.timeline;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param services where the other services answer, by name ({@code inventory-service})
 */
@ConfigurationProperties("app")
record ServiceAddresses(Map<String, URI> services) {}
