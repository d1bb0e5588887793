package com.example.messages.application.port.in;

import com.example.messages.domain.DailyCount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Counts messages by day. */
public interface StatisticsUseCase {

    void sent(UUID messageId, String sender, String receiver, Instant at);

    void read(UUID messageId, Instant at);

    /** Both days included, the oldest first; days on which nothing happened are left out. */
    List<DailyCount> between(LocalDate from, LocalDate to);
}
