package dev.orderflow.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.validation.constraints.Size;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param monitoringToken whoever sends it as a bearer token may read metrics; without one, nobody
 *     is known by a token
 */
@Validated
@ConfigurationProperties("app.security")
record SecurityProperties(@Nullable @Size(min = 16) String monitoringToken) {

    boolean isMonitoringToken(@Nullable String authorization) {
        return monitoringToken != null
                && authorization != null
                && MessageDigest.isEqual(
                        ("Bearer " + monitoringToken).getBytes(UTF_8),
                        authorization.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "SecurityProperties"; // a token is for nobody's log
    }
}
