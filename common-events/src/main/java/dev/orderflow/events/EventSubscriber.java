package dev.orderflow.events;

/**
 * A bean that says which events its service handles, one line an event:
 *
 * <pre>{@code
 * @Component
 * @RequiredArgsConstructor
 * class PaymentEventListener implements EventSubscriber {
 *
 *     private final ShipOrderUseCase orders;
 *
 *     @Override
 *     public void subscribe(Subscriptions to) {
 *         to.on(PaymentCompleted.class, (event, _) -> orders.ship(event.orderId()));
 *     }
 * }
 * }</pre>
 *
 * Called once at start, before the first event.
 */
@FunctionalInterface
public interface EventSubscriber {

    void subscribe(Subscriptions to);
}
