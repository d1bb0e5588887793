package dev.orderflow.order.adapter.in.web;

import dev.orderflow.order.application.port.in.OrderTimelineUseCase;
import dev.orderflow.order.application.port.in.ReviewOrdersUseCase;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.order.domain.OrderStatus;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Everybody's orders, for administrators; to look at, not to change. */
@RestController
@RequestMapping("/admin/orders")
@RequiredArgsConstructor
class OrderReviewController {

    private final ReviewOrdersUseCase orders;
    private final OrderTimelineUseCase timelines;

    @GetMapping("/{id}")
    OrderResponse find(@PathVariable UUID id) {
        return OrderResponse.of(orders.find(new OrderId(id)));
    }

    @GetMapping
    OrderPage list(
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return OrderPage.of(
                orders.list(
                        Optional.ofNullable(userId),
                        Optional.ofNullable(status),
                        Optional.ofNullable(cursor).map(OrderId::new),
                        limit + 1),
                limit);
    }

    @GetMapping("/{id}/timeline")
    TimelineResponse timeline(@PathVariable UUID id) {
        var order = orders.find(new OrderId(id));
        return TimelineResponse.of(timelines.timeline(order.orderId(), order.userId()));
    }
}
