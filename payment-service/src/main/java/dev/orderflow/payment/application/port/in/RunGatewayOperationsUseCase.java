package dev.orderflow.payment.application.port.in;

import dev.orderflow.payment.domain.GatewayAnswer;
import dev.orderflow.payment.domain.GatewayOperation;
import java.util.List;

/**
 * Works off what the gateway has to be asked, in three steps with a transaction before and one
 * after the call, and none during it. After each step the process may die: the operation's lease
 * ends, and whoever claims it next enquires.
 */
public interface RunGatewayOperationsUseCase {

    /**
     * Takes operations that are due, each for as long as the lease; nobody else gets them
     * meanwhile.
     */
    List<GatewayOperation> claim(int most);

    /** Asks the gateway to do a claimed operation, or what became of it. */
    GatewayAnswer ask(GatewayOperation claimed);

    /** Lets the payment know. An answer that comes too late, or twice, changes nothing. */
    void record(GatewayOperation claimed, GatewayAnswer answer);
}
