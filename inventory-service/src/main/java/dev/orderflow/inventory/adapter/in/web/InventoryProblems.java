package dev.orderflow.inventory.adapter.in.web;

import dev.orderflow.inventory.application.ProductNotFoundException;
import dev.orderflow.inventory.domain.InvalidPriceException;
import dev.orderflow.web.ProblemMapping;
import dev.orderflow.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

@Component
class InventoryProblems implements ProblemMapping {

    @Override
    public @Nullable ProblemDetail map(RuntimeException exception) {
        return switch (exception) {
            case ProductNotFoundException missing ->
                    Problems.of(
                            HttpStatus.NOT_FOUND,
                            "product-not-found",
                            missing.getMessage() + ". GET /api/products lists those there are.");
            case InvalidPriceException invalid ->
                    Problems.of(
                            HttpStatus.BAD_REQUEST, "invalid-price", invalid.getMessage() + ".");
            default -> null;
        };
    }
}
