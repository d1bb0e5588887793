package com.example.messages.application;

import static java.time.ZoneOffset.UTC;

import com.example.messages.application.port.in.StatisticsUseCase;
import com.example.messages.application.port.out.Statistics;
import com.example.messages.domain.DailyCount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Goes by the days of the events, not by those on which they arrive. */
@Service
@Transactional
@RequiredArgsConstructor
class StatisticsService implements StatisticsUseCase {

    private final Statistics statistics;

    @Override
    public void sent(UUID messageId, String sender, String receiver, Instant at) {
        statistics.sent(messageId, sender, receiver, LocalDate.ofInstant(at, UTC));
    }

    @Override
    public void read(UUID messageId, Instant at) {
        statistics.read(messageId, LocalDate.ofInstant(at, UTC));
    }

    @Override
    @Transactional(readOnly = true)
    public List<DailyCount> between(LocalDate from, LocalDate to) {
        return statistics.between(from, to);
    }
}
