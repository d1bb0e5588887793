package dev.orderflow.payment.domain;

/** Stands for a card at the gateway. It is worth money, so it is never written to a log. */
public record CardToken(String value) {

    private static final int MAX_LENGTH = 255;

    public CardToken {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "A card token has 1 to " + MAX_LENGTH + " characters");
        }
    }

    @Override
    public String toString() {
        return "CardToken[***]";
    }
}
