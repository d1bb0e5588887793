package dev.orderflow.order.application;

import dev.orderflow.order.application.port.OrderView;
import dev.orderflow.order.application.port.in.ReviewOrdersUseCase;
import dev.orderflow.order.application.port.out.OrderViews;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.order.domain.OrderStatus;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;

@Service
@RequiredArgsConstructor
class ReviewOrdersService implements ReviewOrdersUseCase {

    private final OrderViews orders;

    @Override
    public OrderView find(OrderId orderId) {
        return orders.find(orderId).orElseThrow(() -> new OrderNotFoundException(orderId));
    }

    @Override
    public List<OrderView> list(
            Optional<String> userId,
            Optional<OrderStatus> status,
            Optional<OrderId> olderThan,
            int limit) {
        return userId.map(user -> orders.list(user, status, olderThan, limit))
                .orElseGet(() -> orders.list(status, olderThan, limit));
    }
}
