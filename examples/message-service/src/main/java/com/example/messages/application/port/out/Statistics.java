package com.example.messages.application.port.out;

import com.example.messages.domain.DailyCount;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What is known of each message, whichever comes first; each fact counts once. */
public interface Statistics {

    void sent(UUID messageId, String sender, String receiver, LocalDate day);

    void read(UUID messageId, LocalDate day);

    List<DailyCount> between(LocalDate from, LocalDate to);
}
