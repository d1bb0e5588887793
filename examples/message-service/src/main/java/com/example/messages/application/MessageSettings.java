package com.example.messages.application;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param archiveRetention how long a deleted message is kept
 * @param prioritySenders whose messages matter
 * @param browserTime how long a browser has to show news before they go to the gateway
 * @param firstPause until the gateway is asked a second time; each further pause is twice as long
 * @param mostPushes how often the gateway is asked before it is given up
 */
@ConfigurationProperties("app.messages")
record MessageSettings(
        @DefaultValue("30d") Duration archiveRetention,
        @DefaultValue Set<String> prioritySenders,
        @DefaultValue("1s") Duration browserTime,
        @DefaultValue("2s") Duration firstPause,
        @DefaultValue("10") int mostPushes) {}
