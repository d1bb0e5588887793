package dev.orderflow.inventory.adapter.in.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** So many pieces were delivered. */
record ReceiveStockRequest(@Min(1) @Max(MOST) int quantity) {

    static final int MOST = 1_000_000;
}
