package dev.orderflow.order.application;

import dev.orderflow.order.application.port.in.FindOrdersUseCase;
import dev.orderflow.order.application.port.in.OrderTimelineUseCase;
import dev.orderflow.order.application.port.out.HandlingReports;
import dev.orderflow.order.application.port.out.HandlingReports.Report;
import dev.orderflow.order.domain.OrderId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;

@Service
@RequiredArgsConstructor
class OrderTimelineService implements OrderTimelineUseCase {

    private final FindOrdersUseCase orders;
    private final HandlingReports reports;

    @Override
    public Timeline timeline(OrderId orderId, String userId) {
        var order = orders.find(orderId, userId);
        var answers = reports.about(orderId);
        var byEvent =
                answers.reports().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Report::eventId, LinkedHashMap::new, Collectors.toList()));
        var steps =
                byEvent.values().stream()
                        .map(OrderTimelineService::step)
                        .sorted(Comparator.comparing(Step::occurredAt).thenComparing(Step::eventId))
                        .toList();
        return new Timeline(orderId, order.status(), steps, answers.unavailable());
    }

    private static Step step(List<Report> ofOneEvent) {
        var any = ofOneEvent.getFirst();
        var handledBy =
                ofOneEvent.stream()
                        .map(
                                report ->
                                        new Handling(
                                                report.service(),
                                                report.handledAt(),
                                                report.handlingMicros(),
                                                report.attempts()))
                        .sorted(Comparator.comparing(Handling::handledAt))
                        .toList();
        return new Step(any.event(), any.eventId(), any.publishedBy(), any.occurredAt(), handledBy);
    }
}
