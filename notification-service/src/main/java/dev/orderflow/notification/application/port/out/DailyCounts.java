package dev.orderflow.notification.application.port.out;

import dev.orderflow.notification.domain.DailyCount;
import java.time.LocalDate;
import java.util.List;

/** The daily counts. */
public interface DailyCounts {

    /**
     * Adds to what is counted already. Whoever adds to several keys does so in their order, else
     * two could deadlock.
     */
    void add(List<DailyCount> counts);

    /** The counts of these days, both included, in the order of their keys. */
    List<DailyCount> between(LocalDate from, LocalDate to);
}
