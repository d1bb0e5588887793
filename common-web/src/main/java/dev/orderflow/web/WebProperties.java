package dev.orderflow.web;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxBodyBytes the largest request body that is read
 */
@Validated
@ConfigurationProperties("app.web")
record WebProperties(@DefaultValue("262144") @Min(1024) int maxBodyBytes) {}
