package com.example.messages.adapter.out.push;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url where news are posted to; none: there is no gateway, and nobody without a browser is
 *     told
 * @param timeout for a whole answer; a connection has half of it
 */
@ConfigurationProperties("app.messages.push-gateway")
record PushGatewaySettings(@Nullable URI url, @DefaultValue("3s") Duration timeout) {}
