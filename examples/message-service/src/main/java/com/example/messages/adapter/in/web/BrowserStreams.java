package com.example.messages.adapter.in.web;

import com.example.messages.application.port.out.Browsers;
import com.example.messages.domain.Push;
import dev.orderflow.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Browsers that wait for news, by server-sent events. */
@RestController
class BrowserStreams implements Browsers {

    /** The browser opens another when it has ended. */
    private static final Duration LIFE = Duration.ofMinutes(30);

    private final Map<String, List<SseEmitter>> open = new ConcurrentHashMap<>();

    @Operation(
            summary = "News as they happen: new messages, and which of the caller's own were read")
    @GetMapping(path = "/api/messages/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter open(@Parameter(hidden = true) Caller caller) throws IOException {
        var stream = new SseEmitter(LIFE.toMillis());
        Runnable forget = () -> forget(caller.userId(), stream);
        stream.onCompletion(forget);
        stream.onTimeout(stream::complete);
        stream.onError(_ -> forget.run());
        open.compute(
                caller.userId(),
                (_, streams) -> {
                    var more = streams == null ? new CopyOnWriteArrayList<SseEmitter>() : streams;
                    more.add(stream);
                    return more;
                });
        stream.send(SseEmitter.event().comment("open")); // so that the browser knows
        return stream;
    }

    private void forget(String person, SseEmitter stream) {
        open.computeIfPresent(
                person,
                (_, streams) -> {
                    streams.remove(stream);
                    return streams.isEmpty() ? null : streams;
                });
    }

    @Override
    public Collection<String> people() {
        return Set.copyOf(open.keySet());
    }

    @Override
    public boolean show(Push push) {
        var seen = false;
        for (var stream : open.getOrDefault(push.receiver(), List.of())) {
            seen |= isSent(stream, push);
        }
        return seen;
    }

    private boolean isSent(SseEmitter stream, Push push) {
        try {
            stream.send(
                    SseEmitter.event()
                            .id(push.id().toString())
                            .name(push.kind())
                            .data(Map.of("messageId", push.messageId(), "text", push.text())));
            return true;
        } catch (IOException | IllegalStateException closed) {
            forget(push.receiver(), stream);
            return false;
        }
    }
}
