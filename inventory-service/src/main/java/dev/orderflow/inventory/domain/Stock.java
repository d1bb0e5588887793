package dev.orderflow.inventory.domain;

/**
 * Where the pieces of a product are: every piece ever received is available, reserved for an order,
 * or sold.
 *
 * @param onSale whether the product can be ordered; what is not on sale is kept, not counted as
 *     available to orders
 */
public record Stock(
        ProductId product,
        boolean onSale,
        long available,
        long reserved,
        long sold,
        long received) {

    public Stock {
        if (available < 0 || reserved < 0 || sold < 0 || available + reserved + sold != received) {
            throw new IllegalStateException(
                    "Stock of product %d would be %d available + %d reserved + %d sold of %d received"
                            .formatted(product.value(), available, reserved, sold, received));
        }
    }

    /** That of a product which has not been delivered yet. */
    public static Stock none(ProductId product, boolean onSale) {
        return new Stock(product, onSale, 0, 0, 0, 0);
    }

    /** How many an order can have. */
    public long orderable() {
        return onSale ? available : 0;
    }

    public Stock receive(int quantity) {
        return new Stock(
                product, onSale, available + quantity, reserved, sold, received + quantity);
    }

    public Stock reserve(int quantity) {
        return new Stock(
                product, onSale, available - quantity, reserved + quantity, sold, received);
    }

    public Stock release(int quantity) {
        return new Stock(
                product, onSale, available + quantity, reserved - quantity, sold, received);
    }

    public Stock sell(int quantity) {
        return new Stock(
                product, onSale, available, reserved - quantity, sold + quantity, received);
    }

    public Stock takeBack(int quantity) {
        return new Stock(
                product, onSale, available + quantity, reserved, sold - quantity, received);
    }
}
