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

    /**
     * Which of its service's consumers this belongs to, in lower-case letters, digits and hyphens.
     * The empty name, which it is unless overridden, means the service's own.
     *
     * <p>Subscribers of one name are one consumer: one consumer group, whose events meet in its
     * transactions and threads. Those of different names read the same topics apart: each has an
     * inbox, retry topics ({@code <topic>.<service>-<name>.retry-1}), dead letters and lag of its
     * own, and what one of them cannot handle is nothing to the others.
     */
    default String consumer() {
        return "";
    }

    void subscribe(Subscriptions to);
}
