package dev.orderflow.notification.adapter.in.web;

import dev.orderflow.notification.application.port.in.ReadNotificationsUseCase;
import dev.orderflow.notification.domain.UserId;
import dev.orderflow.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiredArgsConstructor
class NotificationController {

    private final ReadNotificationsUseCase notifications;

    @Operation(summary = "What the caller was told about their orders, newest first")
    @GetMapping("/api/notifications")
    NotificationsResponse read(
            @Parameter(hidden = true) Caller caller,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return NotificationsResponse.of(
                notifications.read(new UserId(caller.userId()), cursor, limit));
    }
}
