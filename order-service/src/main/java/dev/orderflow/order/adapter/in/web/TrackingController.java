package dev.orderflow.order.adapter.in.web;

import dev.orderflow.order.application.port.in.TrackOrdersUseCase;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequiredArgsConstructor
class TrackingController {

    private final TrackOrdersUseCase orders;
    private final OrderStreams streams;

    /** An order as it goes on, until it has ended. */
    @Operation(summary = "The order as it goes on, until it has ended (server-sent events)")
    @ApiResponse(
            responseCode = "200",
            description =
                    "Server-sent events named `order`, each with the progress as JSON; their ids are for `Last-Event-ID`",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = ProgressResponse.class)))
    @ApiResponse(
            responseCode = "204",
            description = "The order has ended, and the client has seen that: there is no more",
            content = @Content)
    @GetMapping(path = "/api/orders/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> watch(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastSeen) {
        var orderId = new OrderId(id);
        var now = ProgressResponse.of(orders.progress(orderId, caller.userId()));
        if (now.status().isFinal() && now.id().equals(lastSeen)) {
            return ResponseEntity.noContent().build(); // which ends the coming again, too
        }
        return ResponseEntity.ok(streams.open(orderId, caller, lastSeen, now));
    }
}
