package dev.orderflow.payment.domain;

/**
 * Why no money was taken.
 *
 * @param code for programs
 * @param reason for people
 */
public record PaymentFailure(Code code, String reason) {

    private static final int MAX_REASON = 255;

    public enum Code {
        INSUFFICIENT_POINTS,
        CARD_DECLINED,
        GATEWAY_UNAVAILABLE
    }

    static PaymentFailure insufficientPoints() {
        return new PaymentFailure(
                Code.INSUFFICIENT_POINTS, "There are not enough points for this order");
    }

    /** The gateway's own words, as far as they can be passed on. */
    static PaymentFailure declined(String reason) {
        var words = reason.isBlank() ? "The card was declined" : reason;
        return new PaymentFailure(
                Code.CARD_DECLINED, words.substring(0, Math.min(words.length(), MAX_REASON)));
    }

    static PaymentFailure gatewayUnavailable() {
        return new PaymentFailure(
                Code.GATEWAY_UNAVAILABLE,
                "The card could not be charged, as its gateway did not answer");
    }
}
