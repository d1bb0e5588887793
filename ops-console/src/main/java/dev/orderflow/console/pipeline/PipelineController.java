package dev.orderflow.console.pipeline;

import dev.orderflow.web.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happens, as server-sent events: one {@code history}, then a {@code sample} after another.
 */
@RestController
@RequiredArgsConstructor
class PipelineController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final LiveSamples samples;
    private final JsonMapper json;

    /** On a virtual thread of its own for as long as somebody watches. */
    @GetMapping("/api/pipeline/events")
    void watch(HttpServletResponse response) throws IOException, InterruptedException {
        var joined = samples.join();
        if (joined.isEmpty()) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            json.writeValue(
                    response.getOutputStream(),
                    Problems.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "too-many-viewers",
                            "As many people are watching as the console is set up for; close a"
                                    + " page, or raise app.console.viewers."));
            return;
        }
        try (var viewer = joined.get()) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            var out = response.getWriter();
            write(out, "history", samples.history());
            response.flushBuffer();
            while (!viewer.isOver() && !out.checkError()) {
                var next = viewer.next(HEARTBEAT);
                if (next.isPresent()) {
                    write(out, "sample", next.get());
                } else {
                    out.write(": nothing new\n\n");
                }
                // An IOException here is a viewer who has gone.
                response.flushBuffer();
            }
        }
    }

    private void write(Writer out, String event, Object data) throws IOException {
        out.write("event: %s\ndata: %s\n\n".formatted(event, json.writeValueAsString(data)));
        out.flush();
    }
}
