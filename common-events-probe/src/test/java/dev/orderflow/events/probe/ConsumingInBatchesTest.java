package dev.orderflow.events.probe;

import dev.orderflow.events.test.OrderflowTest;

/** What a poll brings, in one transaction. */
@OrderflowTest
class ConsumingInBatchesTest extends ConsumingContract {}
