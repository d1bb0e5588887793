package dev.orderflow.cli.bench;

import java.util.List;

/**
 * The rows that orders leave in one table, made by the database itself: {@code seq} is the order's
 * number, and what begins with a colon is filled in by {@link SeedSql}.
 *
 * @param database whose table it is
 */
record SeededRows(String database, String sql) {

    private static final String ORDER = "order_service";
    private static final String INVENTORY = "inventory_service";
    private static final String PAYMENT = "payment_service";
    private static final String NOTIFICATION = "notification_service";

    /** Two pieces of one point each. */
    private static final String TOTAL = "2.0000";

    private static final List<SeededRows> ALL =
            List.of(
                    new SeededRows(
                            ORDER,
                            """
                            insert into orders (id, user_id, status, stock, payment, cancel_reasons, payment_method,
                              total, currency, created_at, updated_at, completed_at, deadline)
                            select :order, :user, 'COMPLETED', 'DEDUCTED', 'COMPLETED', '', 'POINTS',
                              %s, 'EUR', :placed, :done, :done, :placed + interval 15 minute from :numbers"""
                                    .formatted(TOTAL)),
                    new SeededRows(ORDER, orderLine(0)),
                    new SeededRows(ORDER, orderLine(1)),
                    handled(ORDER, "stock-reserved", 2, 1),
                    handled(ORDER, "payment-completed", 4, 3),
                    handled(ORDER, "stock-deducted", 5, 4),
                    new SeededRows(
                            INVENTORY,
                            """
                            insert into reservation (order_id, outcome, paid, cancelled, status)
                            select :order, 'HELD', true, false, 'DEDUCTED' from :numbers"""),
                    new SeededRows(INVENTORY, reservationLine(0)),
                    new SeededRows(INVENTORY, reservationLine(1)),
                    new SeededRows(
                            INVENTORY,
                            """
                            update stock s join (
                              select product_id, count(*) pieces from (
                                select :product0 product_id from :numbers union all select :product1 from :numbers) line
                              group by product_id) bought on bought.product_id = s.product_id
                            set s.available = s.available - bought.pieces, s.sold = s.sold + bought.pieces"""),
                    handled(INVENTORY, "order-created", 1, 0),
                    handled(INVENTORY, "payment-completed", 4, 3),
                    new SeededRows(
                            PAYMENT,
                            """
                            insert into payment (order_id, payment_id, user_id, currency, method, amount, charge, cancelled,
                              refund, created_at, updated_at)
                            select :order, :id10, :user, 'EUR', 'POINTS', %s, 'COMPLETED', false, 'NONE', :placed, :done
                            from :numbers"""
                                    .formatted(TOTAL)),
                    new SeededRows(
                            PAYMENT, entry("concat('customer:', :user, ':EUR')", 12, "-" + TOTAL)),
                    new SeededRows(PAYMENT, entry("'revenue:EUR'", 13, TOTAL)),
                    new SeededRows(
                            PAYMENT,
                            """
                            update points_account a join (
                              select concat('customer:', :user, ':EUR') account, %s * count(*) amount from :numbers group by 1) spent
                            on spent.account = a.account set a.balance = a.balance - spent.amount"""
                                    .formatted(TOTAL)),
                    handled(PAYMENT, "payment-requested", 3, 2),
                    told("CREATED", 1, 20),
                    told("PAID", 4, 21),
                    told("COMPLETED", 6, 22),
                    handled(NOTIFICATION, "order-created", 1, 0),
                    handled(NOTIFICATION, "payment-completed", 4, 3),
                    handled(NOTIFICATION, "order-completed", 6, 5),
                    counted("CREATED"),
                    counted("PAID"),
                    counted("COMPLETED"));

    /** Those of one database, in an order in which they can be made. */
    static List<SeededRows> of(String database) {
        return ALL.stream().filter(it -> it.database().equals(database)).toList();
    }

    private static String orderLine(int position) {
        return """
        insert into order_line (order_id, position, product_id, name, quantity, unit_price)
        select :order, %1$d, :product%1$d, 'Seeded cup', 1, 1.0000 from :numbers"""
                .formatted(position);
    }

    private static String reservationLine(int position) {
        return """
        insert into reservation_line (order_id, product_id, quantity)
        select :order, :product%d, 1 from :numbers"""
                .formatted(position);
    }

    private static String entry(String account, int id, String amount) {
        return """
        insert into ledger_entry (id, transaction_id, kind, order_id, account, amount, currency, booked_at)
        select :id%d, :id11, 'CHARGE', :order, %s, %s, 'EUR', :done from :numbers"""
                .formatted(id, account, amount);
    }

    /** An event that the service has handled, and the one that it was caused by. */
    private static SeededRows handled(String database, String type, int event, int cause) {
        return new SeededRows(
                database,
                """
                insert into processed_event (consumer, event_id, event_type, aggregate_id, occurred_at, causation_id,
                  processed_at, attempts)
                select '%s', :id%d, '%s', :text, :placed, %s, :done, 1 from :numbers"""
                        .formatted(
                                database.replace('_', '-'),
                                event,
                                type,
                                cause == 0 ? "null" : ":id" + cause));
    }

    private static SeededRows told(String kind, int event, int id) {
        return new SeededRows(
                NOTIFICATION,
                """
                insert into notification (id, event_id, order_id, user_id, kind, amount, currency, occurred_at, subject, text,
                  created_at, mail_state, mail_attempts)
                select :id%d, :id%d, :order, :user, '%s', %s, 'EUR', :placed, concat('Your order ', :text),
                  concat('Hello,\\n\\nthere is news of your order ', :text, ': it cost 2.00 EUR.\\n\\nYour Orderflow shop\\n'),
                  :done, 'SENT', 1 from :numbers"""
                        .formatted(id, event, kind, TOTAL));
    }

    private static SeededRows counted(String kind) {
        return new SeededRows(
                NOTIFICATION,
                """
                insert into daily_count (day, kind, currency, orders, amount)
                select date(:placed), '%s', 'EUR', count(*), %s * count(*) from :numbers group by 1
                on duplicate key update orders = orders + values(orders), amount = amount + values(amount)"""
                        .formatted(kind, TOTAL));
    }
}
