package dev.orderflow.order.adapter.in.web;

import dev.orderflow.order.application.port.in.OrderTimelineUseCase.Step;
import dev.orderflow.order.application.port.in.OrderTimelineUseCase.Timeline;
import dev.orderflow.order.domain.OrderStatus;
import java.util.List;
import java.util.UUID;

/**
 * @param unavailable services that could not be asked, so that steps may be missing
 */
record TimelineResponse(
        UUID orderId, OrderStatus status, List<Step> steps, List<String> unavailable) {

    static TimelineResponse of(Timeline timeline) {
        return new TimelineResponse(
                timeline.orderId().value(),
                timeline.status(),
                timeline.steps(),
                timeline.unavailable());
    }
}
