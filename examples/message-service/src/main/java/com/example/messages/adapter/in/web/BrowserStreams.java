package com.example.messages.adapter.in.web;

import com.example.messages.application.port.out.Browsers;
import com.example.messages.domain.Push;
import dev.orderflow.web.Caller;
import dev.orderflow.web.EventStream;
import dev.orderflow.web.EventStreams;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Browsers that wait for news, by server-sent events. */
@RestController
@RequiredArgsConstructor
class BrowserStreams implements Browsers {

    private final EventStreams<EventStream> streams;

    @Operation(
            summary = "News as they happen: new messages, and which of the caller's own were read")
    @GetMapping(path = "/api/messages/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter open(@Parameter(hidden = true) Caller caller) {
        return streams.open(new EventStream(caller));
    }

    @Override
    public Collection<String> people() {
        return streams.idle().stream().map(EventStream::person).collect(Collectors.toSet());
    }

    @Override
    public CompletableFuture<Boolean> show(Push push) {
        return streams.deliver(
                push.receiver(),
                SseEmitter.event()
                        .id(push.id().toString())
                        .name(push.kind())
                        .data(Map.of("messageId", push.messageId(), "text", push.text())));
    }
}
