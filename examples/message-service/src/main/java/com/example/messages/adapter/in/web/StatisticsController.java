package com.example.messages.adapter.in.web;

import static java.time.ZoneOffset.UTC;

import com.example.messages.application.port.in.StatisticsUseCase;
import com.example.messages.domain.DailyCount;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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

    private final StatisticsUseCase statistics;
    private final Clock clock;

    @Operation(summary = "Messages by day (UTC); the last 30 days unless asked otherwise")
    @GetMapping("/api/statistics")
    Map<String, List<DailyCount>> between(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE)
                    @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE)
                    @Nullable LocalDate to) {
        var last = to == null ? LocalDate.ofInstant(clock.instant(), UTC) : to;
        var first = from == null ? last.minusDays(29) : from;
        return Map.of("days", statistics.between(first, last));
    }
}
