package dev.orderflow.console.pipeline;

import dev.orderflow.web.Caller;
import lombok.RequiredArgsConstructor;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequiredArgsConstructor
class PipelineController {

    private final LiveSamples samples;

    /**
     * What happens, as server-sent events: one {@code history}, then a {@code sample} after
     * another.
     */
    @GetMapping(path = "/api/pipeline/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter watch(Caller caller) {
        return samples.watch(caller);
    }
}
