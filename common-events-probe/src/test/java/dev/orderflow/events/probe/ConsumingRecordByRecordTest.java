package dev.orderflow.events.probe;

import dev.orderflow.events.test.OrderflowTest;
import org.springframework.test.context.TestPropertySource;

/** Each event in a transaction of its own. */
@OrderflowTest
@TestPropertySource(properties = "app.kafka.consumer.batch=false")
class ConsumingRecordByRecordTest extends ConsumingContract {}
