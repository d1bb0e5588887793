package dev.orderflow.cli.verify;

import static dev.orderflow.cli.verify.Invariant.I1;
import static dev.orderflow.cli.verify.Invariant.I11;
import static dev.orderflow.cli.verify.Invariant.I2;
import static dev.orderflow.cli.verify.Invariant.I3;
import static dev.orderflow.cli.verify.Invariant.I4;

import java.util.List;

/**
 * A query that finds the rows that break an invariant.
 *
 * <p>All run in one snapshot of all databases, so that a check may say "where a later step is seen,
 * the earlier one is seen too". What may still be on its way is only looked at in orders that have
 * not moved for {@code :grace} seconds.
 */
record DatabaseCheck(Invariant invariant, String what, String sql) {

    private static final String SETTLED =
            "o.created_at < utc_timestamp(6) - interval :grace second and o.updated_at < utc_timestamp(6) - interval :grace second";

    /** What each order holds of the customer's money, by points and by card. */
    private static final String MONEY_HELD =
            """
            (select order_id, sum(held) held, sum(captures) captures from (
               select order_id, -sum(amount) held, sum(kind = 'CHARGE') captures
               from payment_service.ledger_entry where order_id is not null and account like 'customer:%' group by order_id
               union all
               select order_id, sum(amount - refunded), count(*)
               from payment_service.simulated_gateway_operation
               where kind = 'CHARGE' and outcome = 'SUCCEEDED' group by order_id) by_method
             group by order_id)""";

    static final List<DatabaseCheck> ALL =
            List.of(
                    new DatabaseCheck(
                            I1,
                            "A client was told of an order that does not exist",
                            """
                            select r.location, r.created_at from order_service.idempotent_request r
                            where r.status = 201 and r.location like '/api/orders/%' and not exists (
                              select 1 from order_service.orders o
                              where o.id = unhex(replace(substring(r.location, 13), '-', '')))"""),
                    new DatabaseCheck(
                            I1,
                            "Inventory holds a reservation for an order that does not exist",
                            """
                            select r.order_id, r.status from inventory_service.reservation r
                            where not exists (select 1 from order_service.orders o where o.id = r.order_id)"""),
                    new DatabaseCheck(
                            I1,
                            "A payment belongs to an order that does not exist",
                            """
                            select p.order_id, p.charge from payment_service.payment p
                            where not exists (select 1 from order_service.orders o where o.id = p.order_id)"""),
                    new DatabaseCheck(
                            I1,
                            "Inventory has not heard of an order",
                            """
                            select o.id order_id, o.status, o.created_at from order_service.orders o
                            where %s and not exists (
                              select 1 from inventory_service.reservation r where r.order_id = o.id)"""
                                    .formatted(SETTLED)),
                    new DatabaseCheck(
                            I1,
                            "The customer was not told of an order",
                            """
                            select o.id order_id, o.status, o.created_at from order_service.orders o
                            where %s and not exists (
                              select 1 from notification_service.notification n where n.order_id = o.id and n.kind = 'CREATED')"""
                                    .formatted(SETTLED)),
                    new DatabaseCheck(
                            I1,
                            "An order is stuck: it has not learnt what inventory says of it",
                            """
                            select o.id order_id, o.status, o.stock, r.status reservation
                            from order_service.orders o join inventory_service.reservation r on r.order_id = o.id
                            where %s and (
                              r.status = 'RESERVED' and o.stock = 'NONE'
                              or r.status = 'REJECTED' and o.stock not in ('REJECTED', 'RESTORED')
                              or r.status = 'DEDUCTED' and o.stock not in ('DEDUCTED', 'RESTORED')
                              or r.status = 'RESTORED' and o.stock <> 'RESTORED')"""
                                    .formatted(SETTLED)),
                    new DatabaseCheck(
                            I1,
                            "An order is stuck: it has not learnt what payment says of it",
                            """
                            select o.id order_id, o.status, o.payment, p.charge, p.refund
                            from order_service.orders o join payment_service.payment p on p.order_id = o.id
                            where %s and (
                              p.refund = 'DONE' and o.payment <> 'REFUNDED'
                              or p.charge = 'COMPLETED' and o.payment not in ('COMPLETED', 'REFUNDED')
                              or p.charge = 'FAILED' and o.payment not in ('FAILED', 'REFUNDED'))"""
                                    .formatted(SETTLED)),
                    new DatabaseCheck(
                            I2,
                            "A product's stock does not add up, or is negative",
                            """
                            select product_id, available, reserved, sold, received from inventory_service.stock
                            where available + reserved + sold <> received or available < 0 or reserved < 0 or sold < 0"""),
                    new DatabaseCheck(
                            I2,
                            "A product's received pieces are not those of its receipts",
                            """
                            select s.product_id, s.received, coalesce(sum(r.quantity), 0) receipts
                            from inventory_service.stock s
                            left join inventory_service.stock_receipt r on r.product_id = s.product_id
                            group by s.product_id, s.received having s.received <> coalesce(sum(r.quantity), 0)"""),
                    new DatabaseCheck(
                            I2,
                            "A product's reserved or sold pieces are not those of the reservations",
                            """
                            select s.product_id, s.reserved, s.sold,
                              coalesce(sum(if(r.status = 'RESERVED', l.quantity, 0)), 0) reserved_by_orders,
                              coalesce(sum(if(r.status = 'DEDUCTED', l.quantity, 0)), 0) sold_to_orders
                            from inventory_service.stock s
                            left join inventory_service.reservation_line l on l.product_id = s.product_id
                            left join inventory_service.reservation r on r.order_id = l.order_id
                            group by s.product_id, s.reserved, s.sold
                            having s.reserved <> reserved_by_orders or s.sold <> sold_to_orders"""),
                    new DatabaseCheck(
                            I2,
                            "A reservation does not hold what was ordered",
                            """
                            select r.order_id, o.product_id, o.quantity ordered, coalesce(l.quantity, 0) held
                            from inventory_service.reservation r
                            join order_service.order_line o on o.order_id = r.order_id
                            left join inventory_service.reservation_line l
                              on l.order_id = o.order_id and l.product_id = o.product_id
                            where r.outcome = 'HELD' and o.quantity <> coalesce(l.quantity, 0)"""),
                    new DatabaseCheck(
                            I2,
                            "A completed order's pieces are not sold",
                            """
                            select o.id order_id, r.status reservation
                            from order_service.orders o left join inventory_service.reservation r on r.order_id = o.id
                            where o.status = 'COMPLETED' and coalesce(r.status, 'NONE') <> 'DEDUCTED'"""),
                    new DatabaseCheck(
                            I3,
                            "An order was paid more than once",
                            "select order_id, captures from %s m where captures > 1"
                                    .formatted(MONEY_HELD)),
                    new DatabaseCheck(
                            I3,
                            "A completed order has not been paid its total",
                            """
                            select o.id order_id, o.total, coalesce(m.held, 0) held
                            from order_service.orders o left join %s m on m.order_id = o.id
                            where o.status = 'COMPLETED' and coalesce(m.held, 0) <> o.total"""
                                    .formatted(MONEY_HELD)),
                    new DatabaseCheck(
                            I3,
                            "Money is held that is not an order's total, or for no order",
                            """
                            select m.order_id, m.held, o.total
                            from %s m left join order_service.orders o on o.id = m.order_id
                            where m.held <> 0 and (o.id is null or m.held <> o.total)"""
                                    .formatted(MONEY_HELD)),
                    new DatabaseCheck(
                            I3,
                            "An order's payment is missing",
                            """
                            select o.id order_id, o.status, o.payment from order_service.orders o
                            where not exists (select 1 from payment_service.payment p where p.order_id = o.id)
                            and (o.payment in ('COMPLETED', 'FAILED', 'REFUNDED') or o.payment = 'REQUESTED' and %s)"""
                                    .formatted(SETTLED)),
                    new DatabaseCheck(
                            I3,
                            "A payment says other than the money that moved",
                            """
                            select p.order_id, p.charge, p.refund, p.amount, coalesce(m.captures, 0) captures, coalesce(m.held, 0) held
                            from payment_service.payment p left join %s m on m.order_id = p.order_id
                            where p.charge = 'COMPLETED' and p.refund = 'NONE' and coalesce(m.held, 0) <> p.amount
                            or p.charge in ('FAILED', 'VOIDED') and coalesce(m.held, 0) <> 0
                            or p.refund = 'DONE' and coalesce(m.held, 0) <> 0"""
                                    .formatted(MONEY_HELD)),
                    new DatabaseCheck(
                            I3,
                            "A ledger transaction does not sum to zero",
                            """
                            select transaction_id, sum(amount) amount from payment_service.ledger_entry
                            group by transaction_id having sum(amount) <> 0"""),
                    new DatabaseCheck(
                            I3,
                            "A points balance is not the sum of its entries",
                            """
                            select a.account, a.balance, coalesce(sum(e.amount), 0) entries
                            from payment_service.points_account a
                            left join payment_service.ledger_entry e on e.account = a.account
                            group by a.account, a.balance having a.balance <> coalesce(sum(e.amount), 0)"""),
                    outboxOf("order_service"),
                    outboxOf("inventory_service"),
                    outboxOf("payment_service"),
                    outboxOf("notification_service"),
                    new DatabaseCheck(
                            I11,
                            "An order is open past its deadline",
                            """
                            select id order_id, status, stock, payment, deadline from order_service.orders
                            where status not in ('COMPLETED', 'CANCELLED')
                            and deadline < utc_timestamp(6) - interval :grace second"""),
                    new DatabaseCheck(
                            I11,
                            "A cancelled order holds stock",
                            """
                            select o.id order_id, r.status reservation
                            from order_service.orders o join inventory_service.reservation r on r.order_id = o.id
                            where o.status = 'CANCELLED' and r.status <> 'RESTORED'"""),
                    new DatabaseCheck(
                            I11,
                            "A cancelled order holds money",
                            """
                            select o.id order_id, m.held from order_service.orders o join %s m on m.order_id = o.id
                            where o.status = 'CANCELLED' and m.held <> 0"""
                                    .formatted(MONEY_HELD)));

    private static DatabaseCheck outboxOf(String database) {
        return new DatabaseCheck(
                I4,
                "An event waits in the outbox of %s and is not sent".formatted(database),
                """
                select id event_id, type, aggregateid, occurred_at from %s.outbox_event
                where occurred_at < utc_timestamp(6) - interval :grace second"""
                        .formatted(database));
    }
}
