package dev.orderflow.cli.bench;

import dev.orderflow.cli.rest.JsonCalls;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** From the customers' lists of their own orders, where the database is out of reach. */
record RestOrderTimes(OrderRequests requests) implements OrderTimes {

    @Override
    public void read(Placed placed, Completed completed) {
        var numbers = new HashMap<UUID, Integer>();
        for (var number = 0; number < placed.size(); number++) {
            numbers.put(placed.id(number), number);
        }
        var calls = new JsonCalls(requests.credentials());
        for (var user = 0; user < requests.users(); user++) {
            readAll(requests.user(user), calls, numbers, completed);
        }
    }

    private void readAll(
            String user, JsonCalls calls, Map<UUID, Integer> numbers, Completed completed) {
        var cursor = "";
        do {
            var page = calls.send(calls.as(user, address(cursor)).GET()).expect(200);
            page.get("orders").forEach(order -> tell(order, numbers, completed));
            cursor = page.get("nextCursor").asString("");
        } while (!cursor.isEmpty());
    }

    private URI address(String cursor) {
        var more = cursor.isEmpty() ? "" : "&cursor=" + cursor;
        return requests.orders().resolve("/api/orders?status=COMPLETED&limit=100" + more);
    }

    /** Those of the warm-up are in the lists too. */
    private static void tell(JsonNode order, Map<UUID, Integer> numbers, Completed completed) {
        var number = numbers.get(UUID.fromString(order.get("orderId").asString()));
        if (number != null) {
            completed.order(number, micros(order, "createdAt"), micros(order, "completedAt"));
        }
    }

    private static long micros(JsonNode order, String field) {
        return Clock.micros(Instant.parse(order.get(field).asString()));
    }
}
