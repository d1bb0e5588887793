package com.example.messages.adapter.in.web;

import dev.orderflow.web.EventStreams;
import jakarta.validation.Valid;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param browsers how many may be open, and for how long
 */
@Validated
@ConfigurationProperties("app.messages")
record BrowserSettings(@DefaultValue @Valid EventStreams.Limits browsers) {}
