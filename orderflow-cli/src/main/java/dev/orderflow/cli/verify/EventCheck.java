package dev.orderflow.cli.verify;

import java.util.List;

/**
 * What an event type says of the databases.
 *
 * @param topic the event type, which is also the topic
 * @param database whose outbox it leaves by
 * @param mayHave finds the aggregates about which there may be such an event
 * @param mustHave finds those about which there must be one: of them one is on the topic or in the
 *     outbox
 */
record EventCheck(String topic, String database, String mayHave, String mustHave) {

    /** Topics keep events for seven days; of older orders they need not have any. */
    private static final String RECENT = "o.created_at > utc_timestamp() - interval 6 day";

    static final List<EventCheck> ALL =
            List.of(
                    ofOrder("order-created", "true", "true"),
                    ofOrder("payment-requested", "payment <> 'NONE'", "payment = 'REQUESTED'"),
                    ofOrder(
                            "order-completed",
                            "completed_at is not null",
                            "completed_at is not null"),
                    ofOrder("order-cancelled", "cancel_reasons <> ''", "cancel_reasons <> ''"),
                    ofReservation("stock-reserved", "outcome = 'HELD'", "outcome = 'HELD'"),
                    ofReservation(
                            "insufficient-stock", "outcome = 'REJECTED'", "outcome = 'REJECTED'"),
                    ofReservation(
                            "stock-deducted", "outcome = 'HELD' and paid", "status = 'DEDUCTED'"),
                    ofReservation("stock-restored", "cancelled", "cancelled"),
                    ofPayment("payment-completed", "charge = 'COMPLETED'", "charge = 'COMPLETED'"),
                    ofPayment("payment-failed", "charge = 'FAILED'", "charge = 'FAILED'"),
                    ofPayment("payment-refunded", "refund = 'DONE'", "refund = 'DONE'"));

    private static EventCheck ofOrder(String topic, String may, String must) {
        var select = "select o.id from order_service.orders o where ";
        return new EventCheck(
                topic, "order_service", select + may, select + must + " and " + RECENT);
    }

    private static EventCheck ofReservation(String topic, String may, String must) {
        return ofService(topic, "inventory_service", "reservation", may, must);
    }

    private static EventCheck ofPayment(String topic, String may, String must) {
        return ofService(topic, "payment_service", "payment", may, must);
    }

    private static EventCheck ofService(
            String topic, String database, String table, String may, String must) {
        return new EventCheck(
                topic,
                database,
                "select s.order_id from %s.%s s where %s".formatted(database, table, may),
                """
                select s.order_id from %s.%s s join order_service.orders o on o.id = s.order_id
                where s.%s and %s"""
                        .formatted(database, table, must, RECENT));
    }
}
