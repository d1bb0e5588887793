package dev.orderflow.system;

import dev.orderflow.cli.verify.Invariant;
import java.util.List;
import java.util.UUID;

/**
 * Something in the databases that must not be, and how to undo it.
 *
 * @param where names what is broken, as {@code verify} does
 */
record BrokenByHand(Invariant invariant, String where, String breakIt, String mendIt) {

    /** Each breaks something else of a completed order, or of its product. */
    static List<BrokenByHand> of(UUID order, long product) {
        return List.of(
                stock(
                        product,
                        "available = available + 1, received = received + 1",
                        "available = available - 1, received = received - 1"),
                stock(
                        product,
                        "sold = sold - 1, available = available + 1",
                        "sold = sold + 1, available = available - 1"),
                paymentDeleted(order),
                ledger(order, "amount = amount * 2", "amount = amount / 2"),
                order(
                        Invariant.I1,
                        order,
                        "status = 'CONFIRMED', stock = 'RESERVED', payment = 'REQUESTED', completed_at = null, deadline = deadline + interval 1 day",
                        "status = 'COMPLETED', stock = 'DEDUCTED', payment = 'COMPLETED', completed_at = utc_timestamp(6), deadline = deadline - interval 1 day"),
                order(
                        Invariant.I11,
                        order,
                        "status = 'CANCELLING', cancel_reasons = 'CUSTOMER', deadline = deadline - interval 1 day",
                        "status = 'COMPLETED', cancel_reasons = '', deadline = deadline + interval 1 day"),
                order(
                        Invariant.I11,
                        order,
                        "status = 'CANCELLED', cancel_reasons = 'CUSTOMER', stock = 'RESTORED', payment = 'REFUNDED'",
                        "status = 'COMPLETED', cancel_reasons = '', stock = 'DEDUCTED', payment = 'COMPLETED'"),
                orderLost(new UUID(0, 1)));
    }

    private static BrokenByHand stock(long product, String wrong, String right) {
        var row = " where product_id = " + product;
        return new BrokenByHand(
                Invariant.I2,
                "product_id=" + product,
                "update inventory_service.stock set " + wrong + row,
                "update inventory_service.stock set " + right + row);
    }

    private static BrokenByHand paymentDeleted(UUID order) {
        var row = " where order_id = " + id(order);
        return new BrokenByHand(
                Invariant.I3,
                "order_id=" + order,
                "create table payment_service.aside as select * from payment_service.payment"
                        + row
                        + "; delete from payment_service.payment"
                        + row,
                "insert into payment_service.payment select * from payment_service.aside; drop table payment_service.aside");
    }

    private static BrokenByHand ledger(UUID order, String wrong, String right) {
        var row = " where order_id = " + id(order);
        return new BrokenByHand(
                Invariant.I3,
                "order_id=" + order,
                "update payment_service.ledger_entry set " + wrong + row,
                "update payment_service.ledger_entry set " + right + row);
    }

    private static BrokenByHand order(Invariant invariant, UUID order, String wrong, String right) {
        var row = " where id = " + id(order);
        return new BrokenByHand(
                invariant,
                "order_id=" + order,
                "update order_service.orders set " + wrong + row,
                "update order_service.orders set " + right + row);
    }

    /** Its customer was told that it was placed. */
    private static BrokenByHand orderLost(UUID order) {
        return new BrokenByHand(
                Invariant.I1,
                "/api/orders/" + order,
                "insert into order_service.idempotent_request values (repeat('x', 32), repeat('y', 32), 201, '/api/orders/%s', '{}', utc_timestamp(6))"
                        .formatted(order),
                "delete from order_service.idempotent_request where id = repeat('x', 32)");
    }

    private static String id(UUID order) {
        return "unhex('%s')".formatted(order.toString().replace("-", ""));
    }
}
