package dev.orderflow.order.domain;

import java.util.Optional;

/**
 * How the customer wants to pay.
 *
 * @param cardToken what the card's issuer gave in place of a card number; with {@link Method#CARD}
 *     only
 */
public record PaymentChoice(Method method, Optional<String> cardToken) {

    public enum Method {
        POINTS,
        CARD
    }

    public static final PaymentChoice POINTS = new PaymentChoice(Method.POINTS, Optional.empty());

    public PaymentChoice {
        if (method == Method.CARD != cardToken.isPresent()) {
            throw new IllegalArgumentException("A card token goes with CARD, and only with CARD");
        }
    }

    public static PaymentChoice card(String token) {
        return new PaymentChoice(Method.CARD, Optional.of(token));
    }
}
