package dev.orderflow.inventory.application.port.out;

import java.util.List;

/** Compares what the shelves hold with the evidence for it. */
public interface StockAudit {

    /**
     * The products with the lowest ids above {@code productId}.
     *
     * @param productId 0 to begin with the first one
     */
    List<Finding> after(long productId, int limit);

    /**
     * @param addsUp whether its pieces are as many as were delivered, and none of them is negative
     */
    record Finding(long productId, boolean addsUp) {}
}
