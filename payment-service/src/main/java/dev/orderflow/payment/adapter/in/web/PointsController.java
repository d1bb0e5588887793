package dev.orderflow.payment.adapter.in.web;

import dev.orderflow.payment.application.port.in.ReadMoneyUseCase;
import dev.orderflow.payment.application.port.in.TopUpPointsUseCase;
import dev.orderflow.payment.domain.UserId;
import dev.orderflow.web.Caller;
import dev.orderflow.web.IdempotentRequests;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/points")
@RequiredArgsConstructor
class PointsController {

    private final ReadMoneyUseCase money;
    private final TopUpPointsUseCase topUpPoints;
    private final IdempotentRequests idempotentRequests;

    @Operation(summary = "The caller's points")
    @GetMapping
    PointsResponse own(Caller caller) {
        return pointsOf(new UserId(caller.userId()));
    }

    @Operation(summary = "Gives points to a customer (ADMIN)")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = PointsResponse.class)))
    @PostMapping("/{userId}/top-up")
    ResponseEntity<?> topUp(
            @PathVariable
                    @Pattern(
                            regexp = "[A-Za-z0-9._@-]{1,64}",
                            message = "must be 1 to 64 letters, digits or any of ._@-")
                    String userId,
            @Valid @RequestBody TopUpRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable String idempotencyKey,
            Caller caller) {
        var user = new UserId(userId);
        var amount = request.toMoney();
        var route = "POST /api/points/%s/top-up".formatted(userId);
        return idempotentRequests.once(
                idempotencyKey,
                caller,
                route,
                request,
                () -> {
                    topUpPoints.topUp(user, amount);
                    return ResponseEntity.ok(pointsOf(user));
                });
    }

    private PointsResponse pointsOf(UserId userId) {
        return PointsResponse.from(userId, money.pointsOf(userId));
    }
}
