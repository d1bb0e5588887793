package dev.orderflow.order.application;

import dev.orderflow.order.application.port.OrderProgress;
import dev.orderflow.order.application.port.in.TrackOrdersUseCase;
import dev.orderflow.order.application.port.out.OrderViews;
import dev.orderflow.order.domain.OrderId;
import java.util.Collection;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;

@Service
@RequiredArgsConstructor
class TrackOrdersService implements TrackOrdersUseCase {

    private final OrderViews orders;

    @Override
    public OrderProgress progress(OrderId orderId, String userId) {
        return orders.progress(orderId, userId)
                .orElseThrow(() -> new OrderNotFoundException(orderId));
    }

    @Override
    public List<OrderProgress> progress(Collection<OrderId> orderIds) {
        return orders.progress(orderIds);
    }
}
