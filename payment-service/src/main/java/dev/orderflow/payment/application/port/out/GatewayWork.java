package dev.orderflow.payment.application.port.out;

/**
 * Tells whoever asks the gateway that there is something to ask. Only a help: it also looks by
 * itself.
 */
public interface GatewayWork {

    /**
     * Takes effect when the current transaction is committed, as the work cannot be seen before.
     */
    void announce();
}
