package dev.orderflow.order.adapter.in.web;

import dev.orderflow.order.application.OrderNotFoundException;
import dev.orderflow.order.application.ProductNotOrderableException;
import dev.orderflow.order.application.TooManyOpenOrdersException;
import dev.orderflow.order.application.TooMuchOpenWorkException;
import dev.orderflow.order.domain.AmountTooLargeException;
import dev.orderflow.order.domain.MixedCurrenciesException;
import dev.orderflow.order.domain.OrderNotCancellableException;
import dev.orderflow.web.ProblemMapping;
import dev.orderflow.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

@Component
class OrderProblems implements ProblemMapping {

    @Override
    public @Nullable ProblemDetail map(RuntimeException exception) {
        return switch (exception) {
            case OrderNotFoundException e ->
                    Problems.of(HttpStatus.NOT_FOUND, "order-not-found", e.getMessage() + ".");
            case ProductNotOrderableException e ->
                    Problems.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "product-not-orderable",
                            e.getMessage() + ".");
            case MixedCurrenciesException e ->
                    Problems.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "mixed-currencies",
                            e.getMessage() + ". Place an order for each currency.");
            case AmountTooLargeException e ->
                    Problems.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "amount-too-large",
                            e.getMessage() + ". Order less.");
            case TooManyOpenOrdersException e ->
                    Problems.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too-many-open-orders",
                            e.getMessage() + ". Wait for some of them, then try again.");
            case TooMuchOpenWorkException e ->
                    Problems.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "too-much-open-work",
                            e.getMessage() + ". Nothing was changed; try again in a few seconds.");
            case OrderNotCancellableException e ->
                    Problems.of(HttpStatus.CONFLICT, "order-not-cancellable", e.getMessage() + ".");
            default -> null;
        };
    }
}
