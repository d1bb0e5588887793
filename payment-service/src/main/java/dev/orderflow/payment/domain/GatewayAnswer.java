package dev.orderflow.payment.domain;

/**
 * What the gateway says about one operation. All but {@link Unclear} are its last word on that
 * operation's id.
 */
public sealed interface GatewayAnswer {

    /** The money has moved. */
    record Succeeded() implements GatewayAnswer {}

    /** The money has not moved and will not under this id. */
    record Declined(String reason) implements GatewayAnswer {}

    /**
     * The gateway never did this and never will: it has closed the id, and refuses what still
     * arrives under it.
     */
    record NotFound() implements GatewayAnswer {}

    /** No answer, or none that says what happened: the money may have moved. */
    record Unclear(String why) implements GatewayAnswer {}
}
