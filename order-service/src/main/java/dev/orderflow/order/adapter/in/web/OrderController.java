package dev.orderflow.order.adapter.in.web;

import dev.orderflow.order.application.port.in.CancelOrderUseCase;
import dev.orderflow.order.application.port.in.FindOrdersUseCase;
import dev.orderflow.order.application.port.in.OrderTimelineUseCase;
import dev.orderflow.order.application.port.in.PlaceOrderUseCase;
import dev.orderflow.order.application.port.in.PlaceOrderUseCase.PlaceOrder;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.order.domain.OrderStatus;
import dev.orderflow.web.Caller;
import dev.orderflow.web.GroupedRequests;
import dev.orderflow.web.IdempotentRequests;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/orders")
class OrderController {

    private static final String ORDERS = "/api/orders/";

    private final GroupedRequests<PlaceOrder> placing;
    private final PlaceOrderUseCase placeOrder;
    private final CancelOrderUseCase cancelOrder;
    private final FindOrdersUseCase orders;
    private final OrderTimelineUseCase timelines;

    OrderController(
            IdempotentRequests requests,
            PlaceOrderUseCase placeOrder,
            CancelOrderUseCase cancelOrder,
            FindOrdersUseCase orders,
            OrderTimelineUseCase timelines) {
        this.placing = requests.grouped("POST /api/orders", placeOrder::expect, this::place);
        this.placeOrder = placeOrder;
        this.cancelOrder = cancelOrder;
        this.orders = orders;
        this.timelines = timelines;
    }

    @Operation(
            summary =
                    "Places an order; `Idempotency-Key` makes it safe to repeat, `Prefer: wait=10` waits for its end")
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = OrderResponse.class)))
    @PostMapping
    ResponseEntity<?> place(
            Caller caller,
            @Valid @RequestBody PlaceOrderRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable String idempotencyKey,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer) {
        var answer =
                placing.once(idempotencyKey, caller, request, request.toCommand(caller.userId()));
        var wait = WaitPreference.in(prefer);
        var location = answer.getHeaders().getLocation();
        if (wait.isEmpty() || location == null) {
            return answer;
        }
        var id = UUID.fromString(location.getPath().substring(ORDERS.length()));
        var order = orders.awaitFinal(new OrderId(id), caller.userId(), wait.get());
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header("Preference-Applied", "wait=" + wait.get().toSeconds())
                .body(OrderResponse.of(order));
    }

    private ResponseEntity<?> place(PlaceOrder command) {
        var order = OrderResponse.of(placeOrder.place(command));
        return ResponseEntity.created(URI.create(ORDERS + order.orderId())).body(order);
    }

    @Operation(summary = "One of the caller's own orders")
    @GetMapping("/{id}")
    OrderResponse find(Caller caller, @PathVariable UUID id) {
        return OrderResponse.of(orders.find(new OrderId(id), caller.userId()));
    }

    @Operation(summary = "The caller's own orders, newest first")
    @GetMapping
    OrderPage list(
            Caller caller,
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        var olderThan = Optional.ofNullable(cursor).map(OrderId::new);
        return OrderPage.of(
                orders.list(caller.userId(), Optional.ofNullable(status), olderThan, limit + 1),
                limit);
    }

    @Operation(summary = "Cancels an order: 202 while it is under way, 200 where it is done")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = OrderResponse.class)))
    @ApiResponse(
            responseCode = "202",
            content = @Content(schema = @Schema(implementation = OrderResponse.class)))
    @PostMapping("/{id}/cancel")
    ResponseEntity<OrderResponse> cancel(Caller caller, @PathVariable UUID id) {
        var order = OrderResponse.of(cancelOrder.cancel(new OrderId(id), caller.userId()));
        var status = order.status() == OrderStatus.CANCELLED ? HttpStatus.OK : HttpStatus.ACCEPTED;
        return ResponseEntity.status(status).body(order);
    }

    @Operation(summary = "Which service handled which event about the order, and when")
    @GetMapping("/{id}/timeline")
    TimelineResponse timeline(Caller caller, @PathVariable UUID id) {
        return TimelineResponse.of(timelines.timeline(new OrderId(id), caller.userId()));
    }
}
