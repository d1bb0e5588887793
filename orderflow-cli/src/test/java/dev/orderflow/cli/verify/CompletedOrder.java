package dev.orderflow.cli.verify;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * An order of one piece of product 1 that was completed an hour ago: its rows, marks and events.
 */
final class CompletedOrder {

    static final String USER = "ada";

    final UUID id = UUID.randomUUID();

    /** One of each type. */
    final Map<String, UUID> events = new LinkedHashMap<>();

    private CompletedOrder() {}

    static CompletedOrder in(OwnSystem system) throws Exception {
        var order = new CompletedOrder();
        for (var type :
                new String[] {
                    "order-created",
                    "stock-reserved",
                    "payment-requested",
                    "payment-completed",
                    "stock-deducted",
                    "order-completed"
                }) {
            var event = UUID.randomUUID();
            order.events.put(type, event);
            system.send(type, order.id, event, Instant.now().minusSeconds(3600));
        }
        order.insert(system);
        return order;
    }

    private void insert(OwnSystem system) throws Exception {
        var id = hex(this.id);
        var hourAgo = "utc_timestamp(6) - interval 1 hour";
        system.execute(
                "insert into inventory_service.product values (1, 'Cup', 2.5, 'EUR', true, 1)",
                "insert into inventory_service.stock values (1, 9, 0, 1, 10)",
                "insert into inventory_service.stock_receipt values (1, 1, 10, %s)"
                        .formatted(hourAgo),
                "insert into inventory_service.reservation values (%s, 'HELD', true, false, 'DEDUCTED')"
                        .formatted(id),
                "insert into inventory_service.reservation_line values (%s, 1, 1)".formatted(id),
                """
                insert into order_service.orders values (%1$s, '%2$s', 'COMPLETED', 'DEDUCTED', 'COMPLETED', '', 'POINTS', null,
                  2.5, 'EUR', %3$s, %3$s, %3$s, %3$s + interval 15 minute, default)"""
                        .formatted(id, USER, hourAgo),
                "insert into order_service.order_line values (%s, 0, 1, 'Cup', 1, 2.5)"
                        .formatted(id),
                """
                insert into order_service.idempotent_request values
                  (repeat('a', 32), repeat('b', 32), 201, '/api/orders/%s', '{}', %s)"""
                        .formatted(this.id, hourAgo),
                """
                insert into payment_service.payment (order_id, payment_id, user_id, currency, method, amount, charge,
                  cancelled, refund, created_at, updated_at)
                values (%1$s, %1$s, '%2$s', 'EUR', 'POINTS', 2.5, 'COMPLETED', false, 'NONE', %3$s, %3$s)"""
                        .formatted(id, USER, hourAgo),
                "insert into payment_service.points_account values ('customer:ada:EUR', 'ada', 'EUR', 7.5)",
                entry(1, 1, "TOP_UP", "null", "customer:ada:EUR", "10"),
                entry(2, 1, "TOP_UP", "null", "issued:EUR", "-10"),
                entry(3, 2, "CHARGE", id, "customer:ada:EUR", "-2.5"),
                entry(4, 2, "CHARGE", id, "revenue:EUR", "2.5"),
                told("CREATED", "order-created"),
                told("PAID", "payment-completed"),
                told("COMPLETED", "order-completed"),
                """
                insert into notification_service.daily_count
                select date(occurred_at), kind, currency, count(*), sum(amount)
                from notification_service.notification group by 1, 2, 3""");
        for (var subscription : Subscription.ALL) {
            if (events.containsKey(subscription.topic())) {
                system.execute(mark(subscription));
            }
        }
    }

    /** What the consumer writes when it handles its event. */
    String mark(Subscription subscription) {
        return """
        insert into %s.processed_event
          (consumer, event_id, event_type, aggregate_id, occurred_at, causation_id, processed_at, attempts)
        values ('%s', %s, '%s', '%s', utc_timestamp(6), null, utc_timestamp(6), 1)"""
                .formatted(
                        subscription.database(),
                        subscription.service(),
                        hex(events.get(subscription.topic())),
                        subscription.topic(),
                        id);
    }

    private String told(String kind, String topic) {
        return """
        insert into notification_service.notification values (%s, %s, %s, '%s', '%s', 2.5, 'EUR', '2026-11-20 12:00:00',
          'Your order', 'Hello', utc_timestamp(6), 'SENT', 1, null, null)"""
                .formatted(hex(UUID.randomUUID()), hex(events.get(topic)), hex(id), USER, kind);
    }

    private static String entry(
            int number, int transaction, String kind, String order, String account, String amount) {
        return """
        insert into payment_service.ledger_entry (id, transaction_id, kind, order_id, account, amount, currency)
        values (%s, %s, '%s', %s, '%s', %s, 'EUR')"""
                .formatted(
                        hex(new UUID(0, number)),
                        hex(new UUID(1, transaction)),
                        kind,
                        order,
                        account,
                        amount);
    }

    static String hex(UUID id) {
        return "unhex('%s')".formatted(id.toString().replace("-", ""));
    }
}
