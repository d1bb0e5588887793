package dev.orderflow.cli.verify;

import static dev.orderflow.cli.verify.Invariant.I5;
import static dev.orderflow.cli.verify.Invariant.I6;
import static dev.orderflow.cli.verify.Invariant.I9;

import java.util.List;

/** What events and repeated requests have left behind in the databases. */
final class EffectChecks {

    private EffectChecks() {}

    static final List<DatabaseCheck> ALL =
            List.of(
                    new DatabaseCheck(
                            I5,
                            "The daily counts are not those of what customers were told",
                            """
                            select day, kind, currency, sum(told) told, sum(counted) counted from (
                              select date(occurred_at) day, kind, currency, count(*) told, 0 counted
                              from notification_service.notification group by 1, 2, 3
                              union all
                              select day, kind, currency, 0, orders from notification_service.daily_count) both_ways
                            group by day, kind, currency having sum(told) <> sum(counted)"""),
                    // The inbox remembers for 30 days. Without its mark, an event could tell again.
                    new DatabaseCheck(
                            I5,
                            "A customer was told by an event that is not marked as handled",
                            """
                            select n.order_id, n.kind, n.event_id from notification_service.notification n
                            where n.created_at > utc_timestamp() - interval 29 day and not exists (
                              select 1 from notification_service.processed_event p
                              where p.consumer = 'notification-service' and p.event_id = n.event_id)"""),
                    new DatabaseCheck(
                            I6,
                            "An order's status is not what its facts say",
                            """
                            select id order_id, status, stock, payment, cancel_reasons from order_service.orders
                            where status <> case
                              when cancel_reasons <> '' and stock = 'RESTORED' and payment = 'REFUNDED' then 'CANCELLED'
                              when cancel_reasons <> '' then 'CANCELLING'
                              when stock = 'DEDUCTED' and payment = 'COMPLETED' then 'COMPLETED'
                              when stock = 'NONE' then 'PENDING'
                              else 'CONFIRMED' end
                            or (status = 'COMPLETED') <> (completed_at is not null and cancel_reasons = '')"""),
                    new DatabaseCheck(
                            I6,
                            "A reservation's status is not what its facts say",
                            """
                            select order_id, status, outcome, paid, cancelled from inventory_service.reservation
                            where status <> case
                              when cancelled then 'RESTORED'
                              when outcome = 'NONE' then 'AWAITED'
                              when outcome = 'REJECTED' then 'REJECTED'
                              when paid then 'DEDUCTED'
                              else 'RESERVED' end"""),
                    new DatabaseCheck(
                            I9,
                            "Two requests were answered with the same order",
                            """
                            select location, count(*) requests from order_service.idempotent_request
                            where status = 201 and location like '/api/orders/%' group by location having count(*) > 1"""));
}
