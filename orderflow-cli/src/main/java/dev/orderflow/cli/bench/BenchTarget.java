package dev.orderflow.cli.bench;

import dev.orderflow.cli.rest.Credentials;
import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.topic.Broker;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The system that is measured.
 *
 * @param stack what runs on this machine; null where all that is known are addresses
 */
public record BenchTarget(
        URI orders,
        URI inventory,
        URI payment,
        Broker broker,
        Credentials credentials,
        @Nullable RunningStack stack) {

    /** The stack on this machine. */
    public static BenchTarget of(RunningStack stack) {
        var ports = stack.ports();
        return new BenchTarget(
                local(ports.order()),
                local(ports.inventory()),
                local(ports.payment()),
                Broker.at("127.0.0.1:" + ports.kafka(), null),
                stack.credentials(),
                stack);
    }

    OrderTimes orderTimes(OrderRequests requests) {
        return stack == null
                ? new RestOrderTimes(requests)
                : new DatabaseOrderTimes(
                        stack.jdbcUrl("order_service"), "verify", stack.password("verify"));
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
