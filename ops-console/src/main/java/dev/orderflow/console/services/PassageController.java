package dev.orderflow.console.services;

import dev.orderflow.console.ConsoleProperties;
import dev.orderflow.web.Caller;
import dev.orderflow.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Passes calls on to the services, in the caller's own name: what somebody may do is decided, and
 * written down, by the service that does it.
 */
@RestController
@RequiredArgsConstructor
class PassageController {

    private static final String HERE = "/api/services/";
    private static final Duration PATIENCE = Duration.ofSeconds(35); // Prefer: wait is 30 s at most
    private static final List<String> PASSED_ON =
            List.of(
                    HttpHeaders.AUTHORIZATION,
                    HttpHeaders.CONTENT_TYPE,
                    "Idempotency-Key",
                    "Prefer");
    private static final List<String> PASSED_BACK =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.RETRY_AFTER, "Idempotent-Replayed");

    private final ConsoleProperties properties;
    private final ServiceCalls calls;

    @RequestMapping(
            path = HERE + "{service}/**",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<?> pass(
            @PathVariable String service,
            @RequestBody(required = false) byte @Nullable [] body,
            Caller caller,
            HttpServletRequest request)
            throws InterruptedException {
        var base = properties.services().get(service);
        var path = request.getRequestURI().substring(HERE.length() + service.length());
        if (base == null || !Passage.isOpen(service, request.getMethod(), path)) {
            return problem(
                    HttpStatus.NOT_FOUND, "no-passage", "The console does not pass on such calls.");
        }
        try {
            var answer =
                    calls.send(
                            request(base, path, body, caller, request).build(),
                            BodyHandlers.ofByteArray());
            var passed = ResponseEntity.status(answer.statusCode());
            for (var name : PASSED_BACK) {
                answer.headers().firstValue(name).ifPresent(it -> passed.header(name, it));
            }
            return passed.body(answer.body());
        } catch (IOException away) {
            return problem(
                    HttpStatus.BAD_GATEWAY,
                    "service-away",
                    "%s does not answer at %s. Nothing is known of what it did; look again in a moment."
                            .formatted(service, base));
        }
    }

    private static HttpRequest.Builder request(
            URI base, String path, byte @Nullable [] body, Caller caller, HttpServletRequest from) {
        var query = from.getQueryString();
        var request =
                HttpRequest.newBuilder(base.resolve(path + (query == null ? "" : "?" + query)))
                        .timeout(PATIENCE)
                        .method(
                                from.getMethod(),
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        for (var name : PASSED_ON) {
            var value = from.getHeader(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        if (from.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            // Only where callers are believed does somebody get here without a token.
            request.header("X-USER-ID", caller.userId());
            request.header("X-USER-ROLES", String.join(",", caller.roles()));
        }
        return request;
    }

    private static ResponseEntity<?> problem(HttpStatus status, String type, String sentence) {
        return ResponseEntity.status(status).body(Problems.of(status, type, sentence));
    }
}
