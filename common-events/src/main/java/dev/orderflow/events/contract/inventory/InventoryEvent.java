package dev.orderflow.events.contract.inventory;

import dev.orderflow.events.Event;

/** What inventory-service tells the others. */
public sealed interface InventoryEvent extends Event
        permits ProductUpdated, StockReserved, InsufficientStock, StockDeducted, StockRestored {}
