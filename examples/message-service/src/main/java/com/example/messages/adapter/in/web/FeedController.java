package com.example.messages.adapter.in.web;

import com.example.messages.application.port.in.FeedUseCase;
import dev.orderflow.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiredArgsConstructor
class FeedController {

    private static final int MOST = 1_000;

    private final FeedUseCase feeds;

    @Operation(summary = "Publishes an event, or an array of up to 1,000: all of them or none")
    @PostMapping("/api/feeds/{feed}")
    ResponseEntity<?> publish(@PathVariable String feed, @RequestBody Elements body) {
        var elements = body.texts();
        if (elements.isEmpty() || elements.size() > MOST) {
            var problem =
                    Problems.of(
                            HttpStatus.BAD_REQUEST,
                            "feed-size",
                            "Send 1 to %d elements, not %d".formatted(MOST, elements.size()));
            return ResponseEntity.of(problem).build();
        }
        var ids = feeds.publish(feed, elements);
        return ResponseEntity.accepted().body(Map.of("ids", ids));
    }
}
