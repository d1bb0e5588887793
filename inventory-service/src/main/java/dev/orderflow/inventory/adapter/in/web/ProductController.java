package dev.orderflow.inventory.adapter.in.web;

import dev.orderflow.inventory.application.port.in.BrowseProductsUseCase;
import dev.orderflow.inventory.application.port.in.ManageProductsUseCase;
import dev.orderflow.inventory.domain.Line;
import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.web.Caller;
import dev.orderflow.web.IdempotentRequests;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/products")
@RequiredArgsConstructor
class ProductController {

    private final ManageProductsUseCase manage;
    private final BrowseProductsUseCase browse;
    private final IdempotentRequests idempotent;

    @Operation(summary = "Adds a product (ADMIN)")
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = ProductResponse.class)))
    @PostMapping
    ResponseEntity<ProductResponse> create(@Valid @RequestBody CreateProductRequest request) {
        var created = ProductResponse.of(manage.create(request.toDetails()));
        return ResponseEntity.created(URI.create("/api/products/" + created.productId()))
                .body(created);
    }

    @Operation(summary = "Changes a product (ADMIN)")
    @PutMapping("/{id}")
    ProductResponse change(
            @PathVariable @Positive long id, @Valid @RequestBody ChangeProductRequest request) {
        return ProductResponse.of(manage.change(new ProductId(id), request.toDetails()));
    }

    @Operation(summary = "Receives stock (ADMIN)")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ProductResponse.class)))
    @PostMapping("/{id}/stock")
    ResponseEntity<?> receive(
            @PathVariable @Positive long id,
            @Valid @RequestBody ReceiveStockRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable String idempotencyKey,
            Caller caller) {
        var delivery = new Line(new ProductId(id), request.quantity());
        return idempotent.once(
                idempotencyKey,
                caller,
                "POST /api/products/%d/stock".formatted(id),
                request,
                () -> ResponseEntity.ok(ProductResponse.of(manage.receive(delivery))));
    }

    @Operation(summary = "A product and its stock")
    @GetMapping("/{id}")
    ProductResponse find(@PathVariable @Positive long id) {
        return ProductResponse.of(browse.find(new ProductId(id)));
    }

    @Operation(summary = "All products")
    @GetMapping
    ProductPageResponse list(
            @RequestParam(required = false) @Positive @Nullable Long cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return ProductPageResponse.of(
                browse.list(Optional.ofNullable(cursor).map(ProductId::new), limit));
    }
}
