package dev.orderflow.notification.adapter.in.web;

import dev.orderflow.notification.application.port.in.ReadStatisticsUseCase;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiredArgsConstructor
class StatisticsController {

    private final ReadStatisticsUseCase statistics;

    @Operation(summary = "Orders by day (UTC) and status; the last 30 days unless asked otherwise")
    @GetMapping("/api/statistics")
    StatisticsResponse read(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE)
                    @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE)
                    @Nullable LocalDate to) {
        return StatisticsResponse.of(statistics.read(from, to));
    }
}
